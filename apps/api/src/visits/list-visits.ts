import type { InstrumentFacts } from '@km/definition'
import { listRounds, listSchools } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { findVisits, readAgreements, readFacts, scopeOf, summarise } from './find-visits.ts'
import { usualVisit, type VisitsView } from './schema.ts'
import { listCases } from './see-cases.ts'
import { aboutWhat } from './start-visit.ts'
import type { VisitsDeps } from './visits-deps.ts'

/** Newest title of everything that this person makes records of. */
function instrumentsFor(who: Who, facts: ReadonlyMap<number, InstrumentFacts>): VisitsView['instruments'] {
  const newest = new Map([...facts.values()].map((one) => [one.code, one]))
  return [...newest.values()].flatMap((one) => {
    const about = aboutWhat(one, who)
    return about === undefined ? [] : [{ code: one.code, title: one.title, about }]
  })
}

/** Visits of the own schools, the portfolio or the network, with what a new one can be started with. */
export async function listSeenVisits({ store, now }: VisitsDeps, who: Who): Promise<VisitsView> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    const schools = await listSchools(tx, networkId)
    const names = new Map(schools.map((school) => [school.id, school.name]))
    const facts = await readFacts(tx)
    const pinned = new Map((await listRounds(tx, networkId)).map((round) => [round.id, round.definitionId]))
    const visits = await findVisits(tx, who)
    const agreementsOf = await readAgreements(tx, networkId, visits)
    const seen = visits.map((visit) =>
      summarise(visit, {
        facts: facts.get(visit.record?.definitionId ?? pinned.get(visit.roundId) ?? 0),
        schoolName: names.get(visit.schoolId ?? 0),
        agreements: agreementsOf(visit),
      }),
    )
    if (who.role === 'coordinator') {
      const waiting = seen.filter((visit) => visit.state === 'not_agreed')
      return {
        visits: [...waiting, ...seen.filter((visit) => visit.state !== 'not_agreed')],
        schools: [],
        cases: [],
        instruments: [],
      }
    }
    const scope = scopeOf(who)
    const cases = await listCases(tx, who)
    const today = amsterdamDate(now())
    const here = schools.filter((school) => school.leftOn === null || school.leftOn > today)
    return {
      visits: seen,
      schools: here
        .filter((school) => scope === undefined || scope.includes(school.id))
        .map(({ id, name }) => ({ id, name })),
      cases: cases.map(({ placementId, caseNumber, schoolId }) => ({
        ...{ placementId, caseNumber, school: names.get(schoolId) ?? '' },
      })),
      instruments: instrumentsFor(who, facts).toSorted(
        (a, b) => Number(b.code === usualVisit) - Number(a.code === usualVisit),
      ),
    }
  })
}
