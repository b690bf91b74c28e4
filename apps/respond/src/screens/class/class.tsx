import type { ClassView, RespondView } from '@km/api'
import { dutchDate, Shell } from '@km/ui'
import { useEffect, useState } from 'react'
import type { Client } from '../../api.ts'
import { nlClass as t } from '../../nl-class.ts'
import { useFocusTitle } from '../../parts/focus-title.ts'
import './class.css'

const askEverySeconds = 15

interface Seen {
  readonly now: ClassView
  /** What the round held when this screen was opened. */
  readonly atFirst: number
}

/** For the board: where to scan, and how many were sent since the lesson began. Never who, never what. */
export default function ClassScreen({
  view,
  token,
  client,
}: {
  view: RespondView
  token: string
  client: Client
}) {
  const [seen, setSeen] = useState<Seen>()
  const [trouble, setTrouble] = useState('')
  useFocusTitle()
  useEffect(() => {
    const ask = async () => {
      const outcome = await client.classScreen(token)
      setTrouble(outcome.kind === 'ok' ? '' : outcome.kind === 'problem' ? outcome.message : t.later)
      if (outcome.kind !== 'ok') return
      const { value } = outcome
      setSeen((before) => ({ now: value, atFirst: before?.atFirst ?? value.done }))
    }
    void ask()
    const timer = setInterval(() => void ask(), askEverySeconds * 1000)
    return () => clearInterval(timer)
  }, [client, token])
  return (
    <Shell facts={view}>
      <section className="class-screen">
        <h1 className="page-title" tabIndex={-1}>
          {t.title}
        </h1>
        {seen !== undefined && <Board {...seen} />}
        <p role="status" className="hint">
          {trouble}
        </p>
        <ul className="bullets">
          {t.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
          {seen?.now.asksCode === true && <li>{t.codes}</li>}
        </ul>
      </section>
    </Shell>
  )
}

function Board({ now, atFirst }: Seen) {
  const { qr, url, done, closesOn } = now
  return (
    <div className="class-board">
      <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={t.qr} shapeRendering="crispEdges">
        <rect width={qr.size} height={qr.size} className="qr-light" />
        <path d={qr.path} className="qr-dark" />
      </svg>
      <div>
        <p className="class-count" role="status">
          <b>{done - atFirst}</b> {t.sent}
        </p>
        <p className="hint">{t.total(done)}</p>
        <p>
          {t.type}
          <br />
          <b className="class-address">{url.replace(/^https?:\/\//, '')}</b>
        </p>
        <p className="hint">{t.until(dutchDate(closesOn))}</p>
      </div>
    </div>
  )
}
