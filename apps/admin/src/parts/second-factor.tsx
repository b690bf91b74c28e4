import type { MeView, SecondFactorSetup } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { commands, queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { account } from '../nl-accounts.ts'
import { Form, TextField } from './form.tsx'
import { Page } from './page.tsx'
import './second-factor.css'

const t = account.secondFactor

/** The frame of a screen before somebody is in. */
export function Alone({ demo, children }: { demo?: boolean; children: ReactNode }) {
  return (
    <main className="alone">
      {demo === true && <p className="demo">{nl.demo}</p>}
      <p className="product">{nl.product}</p>
      {children}
    </main>
  )
}

/** What a session still has to do before it may go anywhere. */
export function SecondFactorStep({ me }: { me: MeView }) {
  const goOn = () => void queryClient.invalidateQueries()
  return (
    <Alone>
      {me.next === 'second_factor' ? (
        <CodeEntry done={goOn} />
      ) : (
        <SetUp lead={t.setUpLead} hasPassword={me.hasPassword} done={goOn} />
      )}
      <LeaveButton />
    </Alone>
  )
}

function LeaveButton() {
  const leave = async () => {
    await commands.signOut().catch(() => undefined)
    queryClient.clear()
    window.location.assign('/inloggen')
  }
  return (
    <button type="button" className="quiet" onClick={() => void leave()}>
      {t.signOut}
    </button>
  )
}

/** Asks the code of the app, or a recovery code. */
export function CodeEntry({ done }: { done: () => void }) {
  const [recovery, setRecovery] = useState(false)
  const answer = useMutation({ mutationFn: commands.answerSecondFactor, onSuccess: done })
  const swap = () => {
    answer.reset()
    setRecovery(!recovery)
  }
  return (
    <Page
      title={recovery ? t.recoveryTitle : t.codeTitle}
      lead={<p>{recovery ? t.recoveryLead : t.codeLead}</p>}
    >
      <div className="card">
        <Form
          key={String(recovery)}
          label={t.submit}
          pending={answer.isPending}
          error={answer.error}
          submit={({ code = '' }) => answer.mutate({ code })}
        >
          {recovery ? (
            <TextField label={t.recovery} name="code" required maxLength={20} autoComplete="off" />
          ) : (
            <CodeField />
          )}
        </Form>
      </div>
      <button type="button" className="quiet" onClick={swap}>
        {recovery ? t.useCode : t.useRecovery}
      </button>
    </Page>
  )
}

const CodeField = () => (
  <TextField
    label={t.code}
    name="code"
    required
    inputMode="numeric"
    autoComplete="one-time-code"
    pattern="[0-9 ]{6,7}"
    maxLength={7}
    className="code-field"
  />
)

interface SetUpProps {
  readonly lead: string
  /** Given when it was typed a moment ago: then it is not asked again. */
  readonly password?: string
  readonly hasPassword?: boolean
  /** Within a dialog, which has its own heading. */
  readonly inside?: boolean
  readonly done: () => void
}

/** A step as a page of its own, or within a dialog. */
function Step(props: { title: string; lead?: string; inside: boolean; children: ReactNode }) {
  const { title, lead, inside, children } = props
  if (!inside)
    return (
      <Page key={title} title={title} {...(lead === undefined ? {} : { lead: <p>{lead}</p> })}>
        <div className="card">{children}</div>
      </Page>
    )
  return (
    <>
      {lead !== undefined && <p className="note">{lead}</p>}
      {children}
    </>
  )
}

/** Sets up a second factor: password, QR code, first code, recovery codes to keep. */
export function SetUp({ lead, password, hasPassword = true, inside = false, done }: SetUpProps) {
  const [confirmed, setConfirmed] = useState(false)
  const begin = useMutation({ mutationFn: commands.beginSecondFactor })
  const start = (given: string | undefined) => begin.mutate(given === undefined ? {} : { password: given })
  if (begin.data === undefined)
    return (
      <Step title={t.setUpTitle} lead={lead} inside={inside}>
        <Form
          label={t.begin}
          pending={begin.isPending}
          error={begin.error}
          submit={(values) => start(password ?? values.password)}
        >
          {password === undefined && hasPassword ? (
            <TextField
              label={t.password}
              help={t.passwordHelp}
              name="password"
              type="password"
              required
              autoComplete="current-password"
            />
          ) : (
            <p>{t.app}</p>
          )}
        </Form>
      </Step>
    )
  if (confirmed)
    return (
      <Step title={t.codesTitle} lead={t.codesLead} inside={inside}>
        <RecoveryCodes codes={begin.data.recoveryCodes} done={done} />
      </Step>
    )
  return <Scan setup={begin.data} inside={inside} done={() => setConfirmed(true)} />
}

/** 'ABCDEFGH' in groups of four, as it is typed over. */
const inGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret

function Scan(props: { setup: SecondFactorSetup; inside: boolean; done: () => void }) {
  const { setup, inside, done } = props
  const confirm = useMutation({ mutationFn: commands.confirmSecondFactor, onSuccess: done })
  return (
    <Step title={t.setUpTitle} inside={inside}>
      <ol className="steps">
        <li>{t.app}</li>
        <li>
          {t.scan}
          <img
            className="qr"
            alt=""
            width="220"
            height="220"
            src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qr)}`}
          />
          <span className="under">{t.orType}</span>
          <code className="secret">{inGroups(setup.secret)}</code>
        </li>
        <li>
          {t.fill}
          <Form
            label={t.confirm}
            pending={confirm.isPending}
            error={confirm.error}
            submit={({ code = '' }) => confirm.mutate({ code })}
          >
            <CodeField />
          </Form>
        </li>
      </ol>
    </Step>
  )
}

/** Recovery codes, shown this once, to print or copy. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n')).catch(() => undefined)
    setCopied(true)
  }
  return (
    <div className="stack">
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" onClick={() => window.print()}>
          {t.print}
        </button>
        <button type="button" onClick={() => void copy()}>
          {copied ? t.copied : t.copy}
        </button>
      </div>
      <div className="buttons">
        <button type="button" className="primary" onClick={done}>
          {t.kept}
        </button>
      </div>
    </div>
  )
}
