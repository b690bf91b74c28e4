import type { z } from '@hono/zod-openapi'
import { audit, createFinding as storeFinding } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { type ActDeps, requireLeader } from './act-deps.ts'
import { kindOfCell, titleOfCell } from './freeze-cell.ts'
import { freezeWish } from './freeze-wish.ts'
import { readCell, readFigure } from './read-evidence.ts'
import type { Evidence, FigureReference, Finding, newFinding } from './schema.ts'
import { viewFinding } from './view-finding.ts'

/** A finding is about at most three expectations; a whole domain is about itself. */
const maxExpectations = 3

type Body = z.output<typeof newFinding>
type Start = Pick<Finding, 'schoolYear' | 'title' | 'kind' | 'expectationCodes'> & { evidence: Evidence }

async function startFromCell(deps: ActDeps, who: Who, reference: Evidence['reference']): Promise<Start> {
  const { seen, frozen } = await readCell(deps, who, reference)
  const codes = frozen.row.expectationCodes
  return {
    schoolYear: seen.periods.at(-1)?.schoolYear ?? '',
    title: titleOfCell(frozen),
    kind: kindOfCell(seen, frozen),
    expectationCodes: codes.length <= maxExpectations ? [...codes] : [],
    evidence: frozen.evidence,
  }
}

async function startFromWish(deps: ActDeps, who: Who, expectation: string): Promise<Start> {
  const wishes = await deps.wishes(who)
  const evidence = freezeWish(wishes, expectation, { on: amsterdamDate(deps.now()), by: who.role })
  const { title } = evidence
  return {
    ...{ title: title.slice(0, 90), kind: 'chance', expectationCodes: [expectation], evidence },
    schoolYear: wishes.schoolYear ?? '',
  }
}

async function startFromFigure(deps: ActDeps, who: Who, figure: FigureReference): Promise<Start> {
  const { page, evidence } = await readFigure(deps, who, figure)
  const codes = page.expectations.map(({ code }) => code)
  return {
    ...{ schoolYear: figure.schoolYear, title: page.title.slice(0, 90), kind: 'chance', evidence },
    expectationCodes: codes.length <= maxExpectations ? codes : [],
  }
}

function startOf(deps: ActDeps, who: Who, { reference, figure, wish = '' }: Body): Promise<Start> {
  if (reference !== undefined) return startFromCell(deps, who, reference)
  if (figure !== undefined) return startFromFigure(deps, who, figure)
  return startFromWish(deps, who, wish)
}

/**
 * Makes a finding from a cell, a figure, or what schools wish for: reads the value itself and freezes it. Returns
 * the finding as a draft; `cannot_freeze` for a cell that is not shown or not comparable, `not_found` when
 * nobody wishes for it.
 */
export async function createFinding(deps: ActDeps, who: Who, body: Body): Promise<Finding> {
  requireLeader(who)
  const { title, description, kind } = body
  const start = await startOf(deps, who, body)
  const now = deps.now()
  const values = {
    ...start,
    networkId: who.networkId,
    title: title ?? start.title,
    description,
    kind: kind ?? start.kind,
    evidence: [start.evidence],
    createdAt: now,
    createdBy: who.accountId,
  }
  const made = await deps.store.inNetwork(who.networkId, async (tx) => {
    const row = await storeFinding(tx, values)
    const details = { title: row.title, evidence: start.evidence.sha256 }
    await audit(tx, { ...who, at: now, verb: 'finding.create', subject: row.code, details })
    return row
  })
  return viewFinding({ row: made, actions: [], reviews: [], changedSince: false })
}
