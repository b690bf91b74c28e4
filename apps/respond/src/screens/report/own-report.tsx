import type { SchoolView } from '@km/api'
import { useEffect, useState } from 'react'
import type { Client } from '../../api.ts'
import type { Words } from '../../nl.ts'
import { SchoolPicture } from './school-picture.tsx'

/** Fetches the own school's report and shows it; loading and failure are said in words. */
export function OwnReport({ token, client, t }: { token: string; client: Client; t: Words }) {
  const [view, setView] = useState<SchoolView | 'loading' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is what asks again
  useEffect(() => {
    void client.report(token).then((outcome) => setView(outcome.kind === 'ok' ? outcome.value : 'failed'))
  }, [attempt, client, token])
  if (view === 'loading') return <p role="status">{t.report.loading}</p>
  if (view === 'failed') {
    return (
      <section className="card" role="status">
        <p>{t.report.failed}</p>
        <button
          type="button"
          className="button-second"
          onClick={() => {
            setView('loading')
            setAttempt(attempt + 1)
          }}
        >
          {t.report.again}
        </button>
      </section>
    )
  }
  return <SchoolPicture view={view} t={t} />
}
