import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { createDefinitionShelf, type DefinitionShelf } from './open-definitions.ts'

/** What every report needs; the shelf keeps published definitions that were read before. */
export interface ReportDeps extends Deps {
  readonly shelf: DefinitionShelf
}

/** One shelf per store, whoever asks. */
const shelves = new WeakMap<Deps['store'], DefinitionShelf>()

export function withShelf(deps: Deps): ReportDeps {
  const shelf = shelves.get(deps.store) ?? createDefinitionShelf()
  shelves.set(deps.store, shelf)
  return { ...deps, shelf }
}

/** Network figures and other schools' levels are the project leader's; throws `not_allowed` otherwise. */
export function requireLeader(who: Who): void {
  if (who.role !== 'project_leader') throw new Problem('not_allowed')
}
