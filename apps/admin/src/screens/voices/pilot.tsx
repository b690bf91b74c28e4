import type { NewDecision, PilotPage, Vote } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { IndicatorLink } from '../../parts/indicator-link.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { day, periodName } from '../../parts/wording.ts'

const t = nlVoices.pilot

/** Does the mbo pilot go on, and why? */
export function PilotScreen() {
  const pilot = useQuery(queries.pilot())
  return (
    <Page title={t.nav} lead={pilot.data !== undefined && <p>{leadOf(pilot.data)}</p>}>
      <Answered query={pilot} lines={6}>
        {(view) => (
          <>
            {view.votes !== undefined && <Votes votes={view.votes} />}
            <Figures figures={view.figures} />
            {view.takeOver !== undefined && <TakeOver {...view.takeOver} />}
            <Kept view={view} />
            {view.takeOver !== undefined && <Decide view={view} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

const leadOf = ({ votes, decisions }: PilotPage): string =>
  votes === undefined
    ? t.leadDecisions(decisions.length)
    : t.lead(votes.filter((one) => one.n !== undefined).length, votes.length)

function Votes({ votes }: { votes: readonly Vote[] }) {
  return (
    <section className="card" aria-labelledby="votes">
      <h2 id="votes">{t.votes}</h2>
      <ul className="list">
        {votes.map((one) => (
          <li key={one.code}>
            <p>
              <span className="code">{one.code}</span> <b>{one.asked}</b>
            </p>
            {one.schoolYear === undefined || one.period === undefined ? (
              <p className="note">{t.noRound}</p>
            ) : (
              <p className="under">
                {one.who}, {periodName({ schoolYear: one.schoolYear, period: one.period })}
                {one.n !== undefined && `, n = ${one.n}`}
              </p>
            )}
            {one.n !== undefined && (
              <p>{one.answers.map(({ label, count }) => `${label}: ${count}`).join(' · ')}</p>
            )}
            {one.schoolYear !== undefined && one.n === undefined && <p className="note">{t.hidden}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** I.M01 to I.M09, each in its own sentence; what was not handed in by name of who should. */
function Figures({ figures }: { figures: PilotPage['figures'] }) {
  const delivered = figures.filter((one) => one.delivered)
  const missing = figures.filter((one) => !one.delivered)
  if (figures.length === 0) return null
  return (
    <section className="card" aria-labelledby="figures">
      <h2 id="figures">{t.figures}</h2>
      <p className="note">{t.figuresHelp}</p>
      <ul className="list">
        {delivered.map((one) => (
          <li key={one.code}>
            <p>
              <span className="code">{one.code}</span>{' '}
              <IndicatorLink code={one.code}>{one.title}</IndicatorLink>
            </p>
            <p>{one.summary}</p>
            {one.signals.map((text) => (
              <p key={text} className="note">
                {text}
              </p>
            ))}
            {one.note !== undefined && <p className="under">{one.note}</p>}
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <p className="after">
          {t.figuresMissing}{' '}
          {missing.map((one, index) => (
            <Fragment key={one.code}>
              {index > 0 && ', '}
              <IndicatorLink code={one.code}>{one.title}</IndicatorLink>
            </Fragment>
          ))}
          .
        </p>
      )}
    </section>
  )
}

function TakeOver({ coaches, roc }: NonNullable<PilotPage['takeOver']>) {
  return (
    <section className="card" aria-labelledby="take-over">
      <h2 id="take-over">{t.takeOver}</h2>
      <p className="note">{t.onlyLeader}</p>
      <div className="pair">
        <Said title={t.coaches} texts={coaches} />
        <Said title={t.roc} texts={roc} />
      </div>
    </section>
  )
}

function Said({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {texts.length === 0 && <p className="note">{t.noText}</p>}
      <ul className="bullets">
        {[...new Set(texts)].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  )
}

function Kept({ view }: { view: PilotPage }) {
  if (view.decisions.length === 0) return null
  return (
    <section className="card" aria-labelledby="kept">
      <h2 id="kept">{t.kept}</h2>
      <ul className="list">
        {view.decisions.map((one) => (
          <li key={one.id}>
            <p>
              <b>{t.outcomes[one.outcome]}</b>{' '}
              <span className="under">{t.keptLine(one.decidedBy, day(one.decidedOn))}</span>
            </p>
            <p>{one.reasons}</p>
            {one.conditions !== '' && (
              <p>
                {t.conditions}: {one.conditions}
              </p>
            )}
            {(one.votes.length > 0 || one.figures.length > 0) && (
              <details>
                <summary>{t.stoodOn}</summary>
                <ul className="bullets">
                  {one.votes
                    .filter(({ n }) => n !== undefined)
                    .map((vote) => (
                      <li key={vote.code}>
                        {vote.code} (n = {vote.n}):{' '}
                        {vote.answers.map(({ label, count }) => `${label} ${count}`).join(', ')}
                      </li>
                    ))}
                  {one.figures.map(({ code, title, summary }) => (
                    <li key={code}>
                      {code} {title}: {summary}
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {one.action !== undefined && (
              <p className="under">
                {one.action.code} {one.action.title}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Decide({ view }: { view: PilotPage }) {
  const decide = useMutation({
    mutationFn: commands.decidePilot,
    onSuccess: (now) => queryClient.setQueryData(queries.pilot().queryKey, now),
  })
  return (
    <section className="card" aria-labelledby="decide">
      <h2 id="decide">{t.decide}</h2>
      <p className="note">{t.fixed}</p>
      <Form
        key={view.decisions.length}
        label={t.decide}
        pending={decide.isPending}
        error={decide.error}
        submit={({ outcome, reasons = '', conditions = '', decidedBy = '', decidedOn = '', actionId = '' }) =>
          decide.mutate({
            ...{ outcome: outcome as NewDecision['outcome'], reasons, conditions, decidedBy, decidedOn },
            schoolYear: view.schoolYear,
            ...(actionId !== '' && { actionId: Number(actionId) }),
          })
        }
      >
        <fieldset className="choices">
          <legend>{t.outcome}</legend>
          {Object.entries(t.outcomes).map(([value, label]) => (
            <label key={value} className="check">
              <input type="radio" name="outcome" value={value} required />
              {label}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t.reasons}</span>
          <textarea name="reasons" rows={4} maxLength={2000} required />
        </label>
        <label className="field">
          <span>{t.conditions}</span>
          <textarea name="conditions" rows={3} maxLength={2000} />
        </label>
        <TextField label={t.by} name="decidedBy" required maxLength={100} />
        <TextField label={t.on} name="decidedOn" type="date" required />
        {view.actions.length > 0 && (
          <label className="field">
            <span>{t.action}</span>
            <select name="actionId">
              <option value="">{t.noAction}</option>
              {view.actions.map(({ id, code, title }) => (
                <option key={id} value={id}>
                  {code} {title}
                </option>
              ))}
            </select>
          </label>
        )}
      </Form>
    </section>
  )
}
