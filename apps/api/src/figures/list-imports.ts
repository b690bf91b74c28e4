import { type Db, type FigureImport, listFigureImports, listSchools } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import type { FigureImports } from './schema.ts'
import { setsOf } from './scope-import.ts'

/** The project leader sees every file; others what their role handed in, a coordinator of the own schools. */
export function seesImport({ role, schoolIds }: Who, file: FigureImport): boolean {
  if (role === 'project_leader') return true
  if (file.role !== role) return false
  return role !== 'coordinator' || file.schoolIds.every((id) => schoolIds.includes(id))
}

const described = (file: FigureImport, names: ReadonlyMap<number, string>, title: string) => ({
  ...{ id: file.id, set: file.instrument, title, schoolYear: file.schoolYear, role: file.role },
  ...{ importedAt: file.importedAt.toISOString(), counts: file.lines },
  schools: file.schoolIds.map((id) => names.get(id) ?? '').toSorted((a, b) => a.localeCompare(b, 'nl')),
  ...(file.withdrawnAt === null ? {} : { withdrawnAt: file.withdrawnAt.toISOString() }),
})

/** What this person may hand in, and the newest files of counts that it sees. */
export async function listImports(deps: Deps, who: Who): Promise<FigureImports> {
  const { networkId } = who
  const [files, schools] = await deps.store.inNetwork(networkId, async (tx: Db) => [
    await listFigureImports(tx, { networkId }),
    await listSchools(tx, networkId),
  ])
  const titles = new Map(deps.surveys.instruments.map(({ code, title }) => [code, title]))
  const names = new Map(schools.map(({ id, name }) => [id, name]))
  return {
    sets: setsOf(deps, who).map(({ code, title }) => ({ code, title })),
    imports: files
      .filter((file) => seesImport(who, file))
      .map((file) => described(file, names, titles.get(file.instrument) ?? file.instrument)),
  }
}
