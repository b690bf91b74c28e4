import type { VisitSummary } from '@km/api'
import { nlVisits as t } from '../../nl-visits.ts'
import { day } from '../../parts/wording.ts'

/** What a record is about: the school, or what kind of record it is. */
export const aboutWords = ({ school, caseNumber, instrumentTitle }: VisitSummary): string => {
  if (school === undefined) return instrumentTitle
  return caseNumber === undefined ? school.name : t.case(caseNumber, school.name)
}

/** Where a record stands, in words: 'akkoord op 3 maart 2027, met 1 opmerking'. */
export function VisitState({ visit }: { visit: VisitSummary }) {
  const { state, agreedOn, remarks, retrospective } = visit
  const words = agreedOn === undefined ? t.states[state] : t.agreedOn(day(agreedOn))
  const unconfirmed = retrospective && state === 'not_agreed'
  return (
    <>
      <span className={`state ${state === 'agreed' ? 'done' : state === 'not_agreed' ? 'meaning' : ''}`}>
        {unconfirmed ? t.laterUnconfirmed : words}
      </span>
      {retrospective && !unconfirmed && <span className="visit-remarks">{t.later}</span>}
      {remarks > 0 && <span className="visit-remarks">{t.remarks(remarks)}</span>}
    </>
  )
}
