import { useEffect, useRef, useState } from 'react'
import type { NewLink } from '../../api.ts'
import { nl } from '../../nl.ts'

const t = nl.rounds

/** Links that were just made. They are shown this once: the server keeps only their hash. */
export function NewLinks({ links }: { links: readonly NewLink[] }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const newest = links[0]?.invitationId
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new link is shown to the person
  useEffect(() => heading.current?.focus(), [newest])
  const all = links.map((link) => (link.school === undefined ? link.url : `${link.school}\t${link.url}`))
  return (
    <section className="card new-links" aria-labelledby="new-links">
      <h2 id="new-links" ref={heading} tabIndex={-1}>
        {t.newLinksTitle}
      </h2>
      <p>
        <b>{t.shownOnce}</b>
      </p>
      {links.length > 1 && <Copy text={all.join('\n')} label={t.copyAll} />}
      <ul>
        {links.map((link) => (
          <li key={link.invitationId}>
            {link.school !== undefined && <b>{link.school}</b>}
            <div>
              <input
                readOnly
                value={link.url}
                aria-label={link.school ?? t.kinds.open}
                onFocus={(event) => event.target.select()}
              />
              <Copy text={link.url} label={nl.copy} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Copy({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <button type="button" onClick={() => void copy().catch(() => setCopied(false))}>
      <span aria-live="polite">{copied ? nl.copied : label}</span>
    </button>
  )
}
