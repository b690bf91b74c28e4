import { useState } from 'react'
import type { Question } from 'survey-core'
import { boundsOf, readNumber } from '../form-model.ts'
import { idOf } from '../ids.ts'
import { dutchNumber, nl } from '../nl.ts'
import type { ControlProps } from './choices.tsx'

function describedBy(question: Question, hint: boolean): string | undefined {
  const ids = [
    question.hasDescription ? idOf(question, '-about') : '',
    hint ? idOf(question, '-hint') : '',
    question.errors.length > 0 ? idOf(question, '-error') : '',
  ].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

/** A number, a date or one line of text. */
export function FieldControl({ question }: ControlProps) {
  return question.inputType === 'number' ? (
    <NumberField question={question} />
  ) : (
    <LineField question={question} />
  )
}

/**
 * A text field with a number keyboard: a number field of the browser refuses the Dutch comma in
 * some languages, changes when someone scrolls, and hides what was typed wrongly.
 */
function NumberField({ question }: ControlProps) {
  const { min, max, step } = boundsOf(question)
  const [typed, setTyped] = useState(() => shown(question.value))
  const known = shown(question.value)
  const text = readNumber(typed) === readNumber(known) ? typed : known
  const hint = min !== undefined && max !== undefined
  return (
    <>
      <input
        id={idOf(question, '-field')}
        className="field field-number"
        type="text"
        inputMode={step !== undefined && step % 1 !== 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        name={question.name}
        value={text}
        maxLength={12}
        aria-required={question.isRequired || undefined}
        aria-invalid={question.errors.length > 0 || undefined}
        aria-describedby={describedBy(question, hint)}
        onChange={(event) => {
          setTyped(event.target.value)
          question.value = readNumber(event.target.value)
        }}
      />
      {hint ? (
        <span className="hint hint-beside" id={idOf(question, '-hint')}>
          {nl.number.range(dutchNumber(min), dutchNumber(max))}
        </span>
      ) : null}
    </>
  )
}

function shown(value: unknown): string {
  return typeof value === 'number' ? dutchNumber(value) : typeof value === 'string' ? value : ''
}

function LineField({ question }: ControlProps) {
  return (
    <input
      id={idOf(question, '-field')}
      className="field"
      type={question.inputType === 'date' ? 'date' : 'text'}
      autoComplete="off"
      name={question.name}
      value={shown(question.value)}
      maxLength={question.maxLength > 0 ? question.maxLength : undefined}
      aria-required={question.isRequired || undefined}
      aria-invalid={question.errors.length > 0 || undefined}
      aria-describedby={describedBy(question, false)}
      onChange={(event) => {
        question.value = event.target.value === '' ? undefined : event.target.value
      }}
    />
  )
}

/** Room for a few sentences; says how many signs are left once that begins to matter. */
export function CommentControl({ question }: ControlProps) {
  const max: number = Math.max(question.maxLength, 0)
  const text = shown(question.value)
  const left = max - text.length
  const near = max > 0 && left <= Math.min(100, max / 2)
  return (
    <>
      <textarea
        id={idOf(question, '-field')}
        className="field field-comment"
        name={question.name}
        rows={3}
        maxLength={max > 0 ? max : undefined}
        value={text}
        aria-required={question.isRequired || undefined}
        aria-invalid={question.errors.length > 0 || undefined}
        aria-describedby={describedBy(question, max > 0)}
        onChange={(event) => {
          question.value = event.target.value === '' ? undefined : event.target.value
        }}
      />
      {max > 0 ? (
        <p className="hint" id={idOf(question, '-hint')}>
          {nl.charactersLeft(near || text !== '' ? left : max)}
        </p>
      ) : null}
    </>
  )
}
