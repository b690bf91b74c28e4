import type { FigureImports } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlFigures } from '../../nl-figures.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'

const t = nlFigures.import
type Import = FigureImports['imports'][number]

/** Files that were taken in: of whom, about what, and whether they still count. */
export function ImportList({ imports }: Pick<FigureImports, 'imports'>) {
  const [chosen, choose] = useState<Import>()
  return (
    <section className="card" aria-labelledby="imports">
      <h2 id="imports">{t.imports}</h2>
      {imports.length === 0 && <p className="quiet-text">{t.noImports}</p>}
      <ul className="list">
        {imports.map((one) => (
          <li key={one.id} className="figure-import">
            <div>
              <b>{`${one.title}, ${one.schoolYear}`}</b>
              <span className="under">
                {t.given(day(one.importedAt), one.role)}; {t.counts(one.counts)}
              </span>
              {one.schools.length > 0 && <span className="under">{t.about(one.schools)}</span>}
              {one.withdrawnAt !== undefined && (
                <span className="under">{t.takenBack(day(one.withdrawnAt))}</span>
              )}
            </div>
            {one.withdrawnAt === undefined && (
              <button
                type="button"
                aria-label={`${t.takeBack}: ${one.title}, ${one.schoolYear}, ${day(one.importedAt)}`}
                onClick={() => choose(one)}
              >
                {t.takeBack}
              </button>
            )}
          </li>
        ))}
      </ul>
      {chosen !== undefined && <TakeBack file={chosen} close={() => choose(undefined)} />}
    </section>
  )
}

function TakeBack({ file, close }: { file: Import; close: () => void }) {
  const takeBack = useMutation({
    mutationFn: () => commands.withdrawFigures(file.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['figures'] })
      close()
    },
  })
  return (
    <Dialog title={t.takeBackTitle} close={close}>
      <div className="stack">
        <p>
          <b>{`${file.title}, ${file.schoolYear}, ${day(file.importedAt)}`}</b>
        </p>
        <p>{t.takeBackText}</p>
        {takeBack.error !== null && <Trouble error={takeBack.error} />}
        <p className="actions">
          <button
            type="button"
            className="primary"
            disabled={takeBack.isPending}
            onClick={() => takeBack.mutate()}
          >
            {takeBack.isPending ? nl.busy : t.takeBack}
          </button>
          <button type="button" onClick={close}>
            {nl.cancel}
          </button>
        </p>
      </div>
    </Dialog>
  )
}
