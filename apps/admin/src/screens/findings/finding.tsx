import type { Evidence, Finding } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { account } from '../../nl-accounts.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import { nlReviews } from '../../nl-reviews.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ExpectationLink, pathOfCode } from '../../parts/expectation-link.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Page, Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { Actions } from './actions.tsx'
import { evidenceAddress } from './evidence-address.ts'
import { Quotes } from './quotes.tsx'
import { refreshFindings } from './refresh.ts'
import './findings.css'

const t = nl.findings

/** One finding: what we saw, the evidence as it was frozen, and the actions that hang on it. */
export function FindingScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const finding = useQuery(queries.finding(id))
  const me = useQuery(queries.me())
  const readOnly = me.data?.role !== 'project_leader'
  const data = finding.data
  return (
    <Page
      title={data === undefined ? t.title : `${data.code} ${data.title}`}
      above={<Link to="/bevindingen">{t.title}</Link>}
    >
      <Answered query={finding} lines={6}>
        {(one) => (
          <>
            <What finding={one} readOnly={readOnly} />
            {one.evidence.map((evidence) => (
              <EvidenceCard key={evidence.sha256} evidence={evidence} changed={one.changedSince} />
            ))}
            {one.evidence.length === 0 && <p className="note">{t.evidenceHidden}</p>}
            <Quotes findingId={one.id} readOnly={readOnly} />
            <Actions finding={one} readOnly={readOnly} />
          </>
        )}
      </Answered>
    </Page>
  )
}

/** The step that comes next for a finding in this state, with the word on its button. */
const nextStatus: Readonly<Record<Finding['status'], readonly [Finding['status'], string]>> = {
  draft: ['confirmed', t.confirm],
  confirmed: ['in_action', t.toAction],
  in_action: ['closed', t.closeFinding],
  closed: ['draft', t.reopen],
}

/** Nothing is left to do or to look back on; a person decides what that means for the finding. */
const isLookedBackOn = ({ actions }: Finding): boolean =>
  actions.length > 0 && actions.every(({ status }) => status === 'reviewed')

function What({ finding, readOnly }: { finding: Finding; readOnly: boolean }) {
  const [editing, setEditing] = useState(false)
  const change = useMutation({
    mutationFn: (status: Finding['status']) => commands.changeFinding(finding.id, { status }),
    onSuccess: refreshFindings,
  })
  const [next, label] = nextStatus[finding.status]
  const mayClose = finding.status === 'in_action' && isLookedBackOn(finding)
  return (
    <section className="card" aria-label={finding.code}>
      <p>
        <span className={`kind ${finding.kind}`}>{nl.finding.kinds[finding.kind]}</span>
        <span className={`state ${finding.status}`}>{t.statuses[finding.status]}</span>
        <span className="under">
          {finding.schoolYear} · {t.made} {day(finding.createdAt)}
        </span>
      </p>
      {finding.description !== '' && <p className="description">{finding.description}</p>}
      <p>
        {t.expectations}:{' '}
        {finding.expectationCodes.map((code) => (
          <ExpectationLink code={code} key={code} className="tag">
            {code}
          </ExpectationLink>
        ))}
      </p>
      {change.error !== null && <Trouble error={change.error} />}
      {!readOnly && mayClose && <p className="note">{nlReviews.allReviewed}</p>}
      {!readOnly && (
        <div className="buttons after">
          <button
            type="button"
            className="primary"
            disabled={change.isPending}
            onClick={() => change.mutate(next)}
          >
            {label}
          </button>
          <button type="button" onClick={() => setEditing(true)}>
            {t.edit}
          </button>
        </div>
      )}
      {editing && <Edit finding={finding} close={() => setEditing(false)} />}
    </section>
  )
}

function Edit({ finding, close }: { finding: Finding; close: () => void }) {
  const save = useMutation({
    mutationFn: (body: Parameters<typeof commands.changeFinding>[1]) =>
      commands.changeFinding(finding.id, body),
    onSuccess: async () => {
      await refreshFindings()
      close()
    },
  })
  return (
    <Dialog title={t.edit} close={close}>
      <Form
        label={nl.save}
        pending={save.isPending}
        error={save.error}
        cancel={close}
        submit={({ title = '', kind = '', description = '' }) =>
          save.mutate({ title, description, kind: kind as Finding['kind'] })
        }
      >
        <TextField
          label={nl.finding.name}
          help={nl.finding.nameHelp}
          name="title"
          required
          maxLength={90}
          defaultValue={finding.title}
        />
        <fieldset className="choices">
          <legend>{nl.finding.kind}</legend>
          {Object.entries(nl.finding.kinds).map(([value, label]) => (
            <label key={value} className="check">
              <input type="radio" name="kind" value={value} defaultChecked={finding.kind === value} />
              {label}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{nl.finding.description}</span>
          <textarea name="description" rows={5} maxLength={2000} defaultValue={finding.description} />
        </label>
      </Form>
    </Dialog>
  )
}

function EvidenceCard({ evidence, changed }: { evidence: Evidence; changed: boolean }) {
  return (
    <section className="card" aria-label={`${t.evidence}: ${evidence.title}`}>
      <h2>{t.evidence}</h2>
      <div className="frozen">
        <p>
          <b>{evidence.title}</b>
        </p>
        <p className="outcome">{evidence.outcome}</p>
        <p className="under">
          {evidence.n !== undefined && `n = ${evidence.n} · `}
          {evidence.filter}
        </p>
        <p className="under">
          {t.frozen} {day(evidence.frozenOn)}, {t.by} {account.roles[evidence.madeBy] ?? evidence.madeBy}
        </p>
      </div>
      {changed ? (
        <p className="changed">
          <b>{t.changed}</b> {t.changedHelp}
        </p>
      ) : (
        <p className="note">{t.unchanged}</p>
      )}
      <p className="under fingerprint">
        {t.fingerprint}: {evidence.sha256.slice(0, 16)}
      </p>
      <ToSource evidence={evidence} />
    </section>
  )
}

/** The way to the screen that the evidence was taken from. */
function ToSource({ evidence }: { evidence: Evidence }) {
  if (evidence.kind === 'wishes')
    return (
      <Link className="button" to="/wensen">
        {nlVoices.wishes.allWishes}
      </Link>
    )
  if (evidence.kind === 'figure')
    return (
      <Link className="button" to="/cijfers/$code" params={{ code: pathOfCode(evidence.instrument) }}>
        {nlIndicator.toFigure}
      </Link>
    )
  return (
    <Link className="button" to="/vergelijken" search={evidenceAddress(evidence)}>
      {t.toSource}
    </Link>
  )
}
