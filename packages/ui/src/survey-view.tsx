import { createElement, type JSX, type ReactNode } from 'react'
import type { PageModel, PanelModelBase, Question, SurveyElement, SurveyModel } from 'survey-core'
import {
  ReactElementFactory,
  ReactQuestionFactory,
  Survey,
  SurveyElementBase,
  SurveyQuestion,
} from 'survey-react-ui'
import { ChoiceControl, type ControlProps } from './controls/choices.tsx'
import { CommentControl, FieldControl } from './controls/fields.tsx'
import { MatrixControl, MultipleTextControl } from './controls/matrix.tsx'
import { isPriorities, PriorityControl } from './controls/priorities.tsx'
import { RankingControl } from './controls/ranking.tsx'
import { isSimple, pictogramOf } from './form-model.ts'
import { idOf } from './ids.ts'
import { nl } from './nl.ts'
import { Pictogram } from './pictograms.tsx'

interface Creator {
  createQuestionElement(question: Question): JSX.Element
}

const controls: Readonly<Record<string, (props: ControlProps) => JSX.Element>> = {
  radiogroup: ChoiceControl,
  rating: ChoiceControl,
  checkbox: ChoiceOrPriority,
  text: FieldControl,
  comment: CommentControl,
  matrix: MatrixControl,
  multipletext: MultipleTextControl,
  ranking: RankingControl,
}

let registered = false

/** Tells survey-react-ui to draw pages and questions with our parts. Safe to call more than once. */
function registerParts(): void {
  if (registered) return
  registered = true
  ReactElementFactory.Instance.registerElement('km-page', (props: { page: PageModel; creator: Creator }) =>
    createElement(FormPage, { ...props, key: props.page.name }),
  )
  for (const [type, control] of Object.entries(controls)) {
    // Its declaration says that a name comes in; what comes in are the props of the question.
    const create = (props: ControlProps) => createElement(control, { question: props.question })
    ReactQuestionFactory.Instance.registerQuestion(type, create as unknown as (name: string) => JSX.Element)
  }
}

/** The SurveyJS form of a model made by `createModel`; state and rules stay those of survey-core. */
export function SurveyView({ model }: { model: SurveyModel }) {
  registerParts()
  return <Survey model={model} />
}

class FormPage extends SurveyElementBase<{ page: PageModel; creator: Creator }, Record<string, unknown>> {
  protected override getStateElement() {
    return this.props.page
  }
  protected override renderElement(): JSX.Element {
    const { page, creator } = this.props
    const simple = isSimple(page)
    return (
      <div className={simple ? 'page page-simple' : 'page'}>
        {simple || !page.title ? null : (
          <h1 className="page-title" tabIndex={-1}>
            {page.processedTitle}
          </h1>
        )}
        {simple || !page.description ? null : <p className="page-about">{page.description}</p>}
        <Elements holder={page} creator={creator} />
      </div>
    )
  }
}

function Elements({ holder, creator }: { holder: PanelModelBase; creator: Creator }) {
  return holder.elements.map((element) => (
    <FormElement key={element.name} element={element as unknown as SurveyElement} creator={creator} />
  ))
}

/** Follows one question or panel, so that conditions, answers and messages show at once. */
class FormElement extends SurveyElementBase<
  { element: SurveyElement; creator: Creator },
  Record<string, unknown>
> {
  protected override getStateElement() {
    return this.props.element
  }
  protected override renderElement(): JSX.Element {
    const { element, creator } = this.props
    // biome-ignore lint/complexity/noUselessFragments: survey-react-ui wants an element, not null
    if (!element.isVisible) return <></>
    if (element.isPanel) return <Panel panel={element as unknown as PanelModelBase} creator={creator} />
    return <FormQuestion question={element as unknown as Question} creator={creator} />
  }
}

function Panel({ panel, creator }: { panel: PanelModelBase; creator: Creator }) {
  return (
    <section className="panel">
      {panel.title ? <h2 className="panel-title">{panel.title}</h2> : null}
      {panel.description ? <p className="page-about">{panel.description}</p> : null}
      <Elements holder={panel} creator={creator} />
    </section>
  )
}

/** Question, explanation, message and control; a group of inputs is a fieldset, a single one has a label. */
function FormQuestion({ question, creator }: { question: Question; creator: Creator }) {
  const single = ['text', 'comment'].includes(question.getType())
  const simple = isSimple(question)
  const invalid = question.errors.length > 0
  const title = (
    <>
      {question.processedTitle}
      {question.isRequired || simple ? null : <span className="optional"> ({nl.optional})</span>}
    </>
  )
  const body = (
    <>
      {question.hasDescription ? (
        <p className="question-about" id={idOf(question, '-about')}>
          {question.description}
        </p>
      ) : null}
      {simple ? <SayAloud question={question} /> : null}
      {invalid ? (
        <p className="problem" id={idOf(question, '-error')}>
          {question.errors[0]?.getText()}
        </p>
      ) : null}
      {SurveyQuestion.renderQuestionBody(creator as never, question)}
    </>
  )
  const className = `question question-${question.getType()}${invalid ? ' question-open' : ''}`
  if (single) {
    const label = (
      <label className="question-title" htmlFor={idOf(question, '-field')}>
        {title}
      </label>
    )
    return (
      <div className={className} id={idOf(question)} data-item={question.name}>
        {simple ? <SimpleTitle question={question}>{label}</SimpleTitle> : label}
        {body}
      </div>
    )
  }
  return (
    <fieldset
      className={className}
      id={idOf(question)}
      data-item={question.name}
      tabIndex={-1}
      aria-describedby={describedBy(question)}
      {...roleOf(question, invalid)}
    >
      <legend className="question-title">
        {simple ? <SimpleTitle question={question}>{title}</SimpleTitle> : title}
      </legend>
      {body}
    </fieldset>
  )
}

function SimpleTitle({ question, children }: ControlProps & { children: ReactNode }) {
  return (
    <h1 className="simple-title" tabIndex={-1}>
      <Pictogram name={pictogramOf(question)} />
      <span>{children}</span>
    </h1>
  )
}

function roleOf(question: Question, invalid: boolean) {
  if (!['radiogroup', 'rating'].includes(question.getType())) return {}
  return {
    role: 'radiogroup',
    'aria-required': question.isRequired || undefined,
    'aria-invalid': invalid || undefined,
  } as const
}

function describedBy(question: Question): string | undefined {
  const ids = [
    question.hasDescription ? idOf(question, '-about') : '',
    question.errors.length > 0 ? idOf(question, '-error') : '',
  ].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

function SayAloud({ question }: ControlProps) {
  return (
    <div className="say">
      <button type="button" className="say-button" data-say={idOf(question)}>
        <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 9v6h4l5 4V5L8 9z" />
          <path d="M16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11" />
        </svg>
        <span data-say-label>{nl.sayAloud}</span>
      </button>
      <p className="hint" role="status" data-say-status />
    </div>
  )
}

function ChoiceOrPriority({ question }: ControlProps) {
  return isPriorities(question) ? (
    <PriorityControl question={question} />
  ) : (
    <ChoiceControl question={question} />
  )
}
