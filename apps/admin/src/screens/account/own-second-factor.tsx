import type { MeView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { RecoveryCodes, SetUp } from '../../parts/second-factor.tsx'

const t = account.own
const words = account.secondFactor

type Doing = 'on' | 'off' | 'codes'

/** The own second factor: on, off, other recovery codes. */
export function OwnSecondFactor({ me }: { me: MeView }) {
  const { enabled, required } = me.secondFactor
  const [doing, setDoing] = useState<Doing>()
  const stop = () => {
    setDoing(undefined)
    void queryClient.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <section className="card" aria-labelledby="second-factor">
      <h2 id="second-factor">{t.secondFactor}</h2>
      <p>{enabled ? t.on : t.off}</p>
      {required && <p className="note">{t.required}</p>}
      {me.network.demo && !enabled && <p className="note">{t.waived}</p>}
      <div className="buttons after">
        {!enabled && (
          <button type="button" onClick={() => setDoing('on')}>
            {t.turnOn}
          </button>
        )}
        {enabled && (
          <button type="button" onClick={() => setDoing('codes')}>
            {t.newCodes}
          </button>
        )}
        {enabled && !required && (
          <button type="button" onClick={() => setDoing('off')}>
            {t.turnOff}
          </button>
        )}
      </div>
      {doing === 'on' && (
        <Dialog title={t.turnOn} close={stop}>
          <SetUp lead={words.setUpLeadFree} hasPassword={me.hasPassword} done={stop} inside />
        </Dialog>
      )}
      {doing === 'off' && (
        <Dialog title={t.turnOff} close={stop}>
          <TurnOff hasPassword={me.hasPassword} done={stop} />
        </Dialog>
      )}
      {doing === 'codes' && (
        <Dialog title={t.newCodes} close={stop}>
          <NewCodes hasPassword={me.hasPassword} done={stop} />
        </Dialog>
      )}
    </section>
  )
}

interface AskedAgain {
  readonly hasPassword: boolean
  readonly done: () => void
}

const OwnPasswordField = () => (
  <TextField
    label={words.password}
    help={words.passwordHelp}
    name="password"
    type="password"
    required
    autoComplete="current-password"
  />
)
const given = (password: string | undefined) => (password === undefined ? {} : { password })

function TurnOff({ hasPassword, done }: AskedAgain) {
  const off = useMutation({ mutationFn: commands.endSecondFactor, onSuccess: done })
  return (
    <Form
      label={t.turnOff}
      pending={off.isPending}
      error={off.error}
      cancel={done}
      submit={({ password }) => off.mutate(given(password))}
    >
      {hasPassword && <OwnPasswordField />}
    </Form>
  )
}

function NewCodes({ hasPassword, done }: AskedAgain) {
  const renew = useMutation({ mutationFn: commands.newRecoveryCodes })
  if (renew.data !== undefined)
    return (
      <>
        <p className="note">{words.codesLead}</p>
        <RecoveryCodes codes={renew.data.recoveryCodes} done={done} />
      </>
    )
  return (
    <Form
      label={t.newCodes}
      pending={renew.isPending}
      error={renew.error}
      cancel={done}
      submit={({ password }) => renew.mutate(given(password))}
    >
      <p>{t.newCodesLead}</p>
      {hasPassword && <OwnPasswordField />}
    </Form>
  )
}
