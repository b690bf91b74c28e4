import type { ClassLink, Invitations, RoundPage } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands } from '../../api.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { dateWords } from './invitation-words.ts'
import { refresh } from './refresh.ts'

const mostCodes = 200

/** A link for a class with its QR code, with or without codes, and the sheet to print. */
export function ClassLinks({ round, invitations }: { round: RoundPage; invitations: Invitations }) {
  const { codes, active } = invitations
  const links = (round.invitations ?? []).filter(
    ({ kind, state }) => kind === 'open' && state !== 'revoked',
  ).length
  const make = useMutation({
    mutationFn: (count: number) => commands.addClassLink(round.id, count),
    onSuccess: refresh,
  })
  if (!active && codes.made === 0) return null
  return (
    <section className="card class-links" aria-labelledby="class-links">
      <h2 id="class-links">{t.classTitle}</h2>
      <p>{t.openLinks(links)}</p>
      {active && <p className="note">{t.classLead}</p>}
      {codes.made > 0 && <p className="note">{t.codesMade(codes.made, codes.used)}</p>}
      {active && (
        <Form
          label={t.makeClass}
          pending={make.isPending}
          error={make.error}
          submit={({ codes: count = '0' }) => make.mutate(Number(count))}
        >
          <TextField
            label={t.codes}
            help={t.codesHelp}
            name="codes"
            type="number"
            required
            min={0}
            max={mostCodes}
            defaultValue={0}
          />
        </Form>
      )}
      {make.data !== undefined && <ClassSheet made={make.data} />}
    </section>
  )
}

function ClassSheet({ made }: { made: ClassLink }) {
  const { url, qr, codes, sheet } = made
  return (
    <>
      <p className="made">
        <b>{t.shownOnce}</b>
      </p>
      <div className="buttons after">
        <button type="button" className="primary" onClick={() => window.print()}>
          {t.print}
        </button>
        <a className="button" href={`${url}#klas`} target="_blank" rel="noreferrer">
          {t.board}
        </a>
      </div>
      <p className="note">{t.boardHelp}</p>
      <article className="class-sheet" aria-label={sheet.title}>
        <h3>{sheet.title}</h3>
        <ul>
          {sheet.intro.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          <li>{t.sheetUntil(dateWords(sheet.closesOn))}</li>
        </ul>
        <p className="scan">{t.sheetScan}</p>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={t.qrLabel}
          shapeRendering="crispEdges"
        >
          <rect width={qr.size} height={qr.size} className="qr-light" />
          <path d={qr.path} className="qr-dark" />
        </svg>
        <p>
          {t.sheetType}
          <br />
          <span className="class-url">{url.replace(/^https?:\/\//, '')}</span>
        </p>
        <p className="from">{t.sheetFrom(sheet.network)}</p>
      </article>
      {codes.length > 0 && (
        <section className="class-codes" aria-label={t.codesSheet}>
          <h3>{t.codesSheet}</h3>
          <ol>
            {codes.map((code) => (
              <li key={code}>{`${code.slice(0, 3)} ${code.slice(3)}`}</li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
