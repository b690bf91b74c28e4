import type { InstrumentFacts } from '@km/definition'
import type { Who } from '../deps.ts'
import { isPilot } from '../pilot.ts'
import { Problem } from '../problem.ts'

/**
 * Who sees what of the answers, in one place. Everything that leaves the server asks here: comparisons,
 * exports, expectations, schools, the start page. Thresholds themselves stand in the releases.
 */
export interface Reader {
  /** Level F straight from the tallies, with every filter: the project leader. Others read releases. */
  readonly counts: boolean
  /** Schools whose own answers this reader may see, level F. */
  readonly schools: 'all' | readonly number[]
  /** Groups of schools beside the network; 'own': the one of the own school, without that school. */
  readonly groups: 'all' | 'own' | 'none'
  /** Whether results of an instrument are for this reader at all. */
  readonly reads: (facts: Pick<InstrumentFacts, 'anonymityLevel' | 'bijlageCodes' | 'unit'>) => boolean
  /** Percentages only, and 'less than 5' or 'more than 95' at the ends. */
  readonly capped: boolean
  /** Only what the project leader released to the coaches. */
  readonly sharedOnly: boolean
  /** Findings, in as far as they are not about another school. */
  readonly findings: boolean
  /** Rounds that run, with counts of responses. */
  readonly openRounds: boolean
}

type Facts = Parameters<Reader['reads']>[0]

const everything = () => true
/** Not what coaches or the team say of their own work: that is level F as well, but about no school. */
const onlyOfSchools = ({ anonymityLevel, unit }: Facts) => anonymityLevel === 'F' && unit === 'school'

/** Satisfaction of primary schools: cell K5.c of Bijlage 1. */
const isOfPo = ({ bijlageCodes }: Facts) => bijlageCodes.includes('K5.c')

const nothingElse = {
  counts: false,
  schools: [],
  groups: 'none',
  reads: everything,
  capped: false,
  sharedOnly: false,
  findings: false,
  openRounds: false,
} as const satisfies Reader

/** What this person may see; throws Problem `not_allowed` for a role without any results. */
export function readerOf({ role, schoolIds }: Pick<Who, 'role' | 'schoolIds'>): Reader {
  switch (role) {
    case 'project_leader':
      return {
        ...nothingElse,
        counts: true,
        schools: 'all',
        groups: 'all',
        findings: true,
        openRounds: true,
      }
    case 'member':
      return { ...nothingElse, schools: schoolIds, groups: 'all', findings: true, openRounds: true }
    case 'director':
      return { ...nothingElse, findings: true, openRounds: true }
    case 'coordinator':
      return { ...nothingElse, schools: schoolIds, groups: 'own', reads: onlyOfSchools }
    case 'board':
      return { ...nothingElse, capped: true }
    case 'coach':
      return { ...nothingElse, reads: isPilot, sharedOnly: true }
    case 'roc_contact':
      return { ...nothingElse, reads: isPilot }
    case 'po_contact':
      return { ...nothingElse, reads: isOfPo }
    default:
      throw new Problem('not_allowed')
  }
}

export const maySeeSchool = ({ schools }: Reader, schoolId: number): boolean =>
  schools === 'all' || schools.includes(schoolId)

/** Schools whose answers a reader of a group knows anyway, so that the others must be enough without them. */
export const ownSchools = ({ groups, schools }: Reader): readonly number[] =>
  groups === 'own' && schools !== 'all' ? schools : []

/** Fewer texts than this are not shown to anyone but the project leader. */
const minTexts = 10

/** Free text of a round: always for the project leader, from ten on for who reads it after the human check. */
export function mayReadTexts({ role }: Pick<Who, 'role'>, texts: number): boolean {
  if (role === 'project_leader') return true
  return (role === 'member' || role === 'director') && texts >= minTexts
}
