import type { Action } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlReviews } from '../../nl-reviews.ts'
import { IndicatorLink } from '../../parts/indicator-link.tsx'

/** 'I.V04': an indicator instead of a questionnaire. */
export const isIndicator = (code: string): boolean => /^I\.[A-Z]\d\d$/.test(code)

type Measured = Pick<Action, 'measureInstrument' | 'measureUnit'>

/** A value of a measure with its unit: '57%' or '12 scholen'. */
export function measureText(value: number, { measureInstrument = '', measureUnit }: Measured): string {
  if (measureUnit === 'share') return `${value}%`
  if (isIndicator(measureInstrument)) return String(value)
  return `${value} ${value === 1 ? nl.words.schools[0] : nl.words.schools[1]}`
}

/** What an action is measured by: a question, or a part of a figure. */
function MeasureName({ code, item }: { code: string; item: string }) {
  const known = useQuery({ ...queries.indicator(code), enabled: isIndicator(code) })
  if (!isIndicator(code)) return <>{item.replaceAll('_', '.')}</>
  return (
    <>
      <IndicatorLink code={code}>{known.data?.title ?? code}</IndicatorLink>,{' '}
      {known.data?.parts.find((part) => part.code === item)?.title ?? item}
    </>
  )
}

/** The measure of an action with where it began and should come; or that it has none. */
export function Measure({ action }: { action: Action }) {
  const { measureInstrument: code, measureItem: item, targetValue, targetYear, startValue } = action
  if (code === undefined || item === undefined || targetValue === undefined)
    return <p className="under">{nlReviews.noMeasure}</p>
  return (
    <p>
      {nl.findings.action.measure} <MeasureName code={code} item={item} />:{' '}
      {startValue !== undefined && (
        <>
          {nl.expectation.from} <b>{measureText(startValue, action)}</b>{' '}
        </>
      )}
      {nl.expectation.to} <b>{measureText(targetValue, action)}</b> in {targetYear}
    </p>
  )
}
