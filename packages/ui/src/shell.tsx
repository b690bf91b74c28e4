import type { ReactNode } from 'react'
import { dutchDate, nl } from './nl.ts'

/** What the frame around a form says; part of the API's `RespondView`. */
export interface FormFacts {
  readonly title: string
  readonly schoolYear: string
  readonly school?: string | undefined
  /** The number of the pupil that a record is about. */
  readonly caseNumber?: string | undefined
  readonly languageLevel: 'A2' | 'B1'
  readonly minutes: { readonly min: number; readonly max: number }
  readonly closesOn: string
  readonly privacyLine: string
  /** Code of the instrument: its privacy statement stands under it. */
  readonly instrument?: string | undefined
  readonly demo: boolean
}

export interface ShellProps {
  readonly facts?:
    | Pick<FormFacts, 'title' | 'schoolYear' | 'school' | 'caseNumber' | 'languageLevel' | 'demo'>
    | undefined
  /** From 0; absent on pages without progress. */
  readonly progress?:
    | { readonly page: number; readonly pages: number; readonly minutesLeft?: number }
    | undefined
  /** 'bewaard', 'nog niet bewaard' and the like; words, never a colour alone. */
  readonly saved?: string | undefined
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page a respondent sees; the same markup on the server and in the browser. */
export function Shell({ facts, progress, saved, footer, children }: ShellProps) {
  const simple = facts?.languageLevel === 'A2'
  return (
    <div className={simple ? 'shell shell-simple' : 'shell'}>
      <header className="top">
        {facts?.demo ? <p className="demo">{nl.demo}</p> : null}
        <div className="in">
          <p className="top-line">
            <span className="top-name">{nameOf(facts)}</span>
            <Progress progress={progress} saved={saved} simple={simple} />
          </p>
          {progress ? (
            <progress
              className="track"
              max={progress.pages}
              value={progress.page + 1}
              aria-label={positionText(progress, simple)}
            />
          ) : null}
        </div>
      </header>
      <main className="in main">{children}</main>
      {footer ? (
        <div className="foot">
          <div className="in foot-in">{footer}</div>
        </div>
      ) : null}
    </div>
  )
}

function nameOf(facts: ShellProps['facts']): string {
  if (facts === undefined) return 'Kwaliteitsmonitor NT2'
  if (facts.languageLevel === 'A2') return facts.title
  const pupil = facts.caseNumber === undefined ? undefined : nl.pupil(facts.caseNumber)
  return [facts.title, facts.schoolYear, facts.school, pupil].filter(Boolean).join(' · ')
}

function positionText(progress: NonNullable<ShellProps['progress']>, simple: boolean): string {
  return simple
    ? nl.questionOf(progress.page + 1, progress.pages)
    : nl.subjectOf(progress.page + 1, progress.pages)
}

function Progress({ progress, saved, simple }: Pick<ShellProps, 'progress' | 'saved'> & { simple: boolean }) {
  if (!progress) return null
  const left = simple || progress.minutesLeft === undefined ? undefined : nl.minutesLeft(progress.minutesLeft)
  return (
    <span className="top-progress">
      {[positionText(progress, simple), left].filter(Boolean).join(' · ')}
      {saved ? <span className="saved"> · {saved}</span> : null}
    </span>
  )
}

/** The first words of a form: what it is, how long it takes, what happens with the answers. */
export function Intro({
  facts,
  description,
  onBegin,
}: {
  facts: FormFacts
  description: string | undefined
  /** Without it, the link itself goes to the questions. */
  onBegin?: () => void
}) {
  if (facts.languageLevel === 'B1') return <LongIntro facts={facts} description={description} />
  return (
    <section className="intro" id="intro">
      <p>{description ?? facts.privacyLine}</p>
      {/* biome-ignore lint/a11y/useValidAnchor: without a script it is a link to the first question */}
      <a
        className="button"
        href="#begin"
        onClick={(event) => {
          if (onBegin === undefined) return
          event.preventDefault()
          onBegin()
        }}
      >
        {nl.begin}
      </a>
    </section>
  )
}

function LongIntro({ facts, description }: { facts: FormFacts; description: string | undefined }) {
  return (
    <section className="intro" id="intro">
      <div>
        <p className="intro-title">{facts.title}</p>
        {description ? <p>{description}</p> : null}
        <p className="intro-facts">
          {nl.takesAbout(facts.minutes.min, facts.minutes.max)}
          <br />
          {nl.openUntil(dutchDate(facts.closesOn))}
        </p>
      </div>
      <p className="privacy">
        {facts.privacyLine} <StatementLink facts={facts} />
      </p>
    </section>
  )
}

/** The full statement, in a tab of its own so that nothing that was filled in is left. */
function StatementLink({ facts }: { facts: FormFacts }) {
  if (facts.instrument === undefined) return null
  return (
    <a href={`/privacy/${encodeURIComponent(facts.instrument)}`} target="_blank" rel="noreferrer">
      {facts.languageLevel === 'A2' ? nl.statementSimple : nl.statement}
    </a>
  )
}

/** The whole privacy text of a form in A2, one tap away under the first question. */
export function PrivacyMore({ facts, children }: { facts: FormFacts; children?: ReactNode }) {
  if (facts.languageLevel === 'B1' || facts.privacyLine === '') return null
  return (
    <details className="privacy-more">
      <summary>{nl.privacyMore}</summary>
      <p>
        {facts.privacyLine} <StatementLink facts={facts} />
      </p>
      {children}
    </details>
  )
}
