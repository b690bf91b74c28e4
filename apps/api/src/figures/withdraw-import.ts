import { audit, listFigureImports, withdrawFigures } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { seesImport } from './list-imports.ts'

/**
 * Takes a file of counts back: what it said is no longer counted, what was handed in before counts again.
 * Throws Problem `not_found` for a file that this person does not see or that was taken back.
 */
export async function withdrawImport(deps: Deps, who: Who, id: number): Promise<void> {
  const { networkId, role } = who
  await deps.store.inNetwork(networkId, async (tx) => {
    const [file] = await listFigureImports(tx, { networkId, id })
    if (file === undefined || !seesImport(who, file)) throw new Problem('not_found')
    const row = { networkId, importId: id, withdrawnAt: deps.now(), role }
    if (!(await withdrawFigures(tx, row))) throw new Problem('not_found')
    const subject = `figure_import:${id}`
    await audit(tx, { ...who, at: deps.now(), verb: 'figure.withdraw', subject, details: {} })
  })
}
