import { useMutation } from '@tanstack/react-query'
import { commands } from '../../api.ts'
import { nl } from '../../nl.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Page } from '../../parts/page.tsx'

const t = account.signIn

/** Asks a link by mail. What is said afterwards is the same for every address. */
export function AskLink({ purpose, back }: { purpose: 'sign_in' | 'new_password'; back: () => void }) {
  const send = useMutation({ mutationFn: commands.sendLink })
  const isNew = purpose === 'new_password'
  const toPassword = (
    <button type="button" className="text-button" onClick={back}>
      {t.withPassword}
    </button>
  )
  if (send.isSuccess)
    return (
      <Page key="sent" title={t.sentTitle} lead={<p>{t.sent}</p>}>
        {toPassword}
      </Page>
    )
  return (
    <Page
      title={isNew ? t.newPasswordTitle : t.linkTitle}
      lead={<p>{isNew ? t.newPasswordLead : t.linkLead}</p>}
    >
      <div className="card">
        <Form
          label={t.sendMail}
          pending={send.isPending}
          error={send.error}
          submit={({ email = '' }) => send.mutate({ email, purpose })}
        >
          <TextField label={nl.signIn.email} name="email" type="email" required autoComplete="username" />
        </Form>
      </div>
      {toPassword}
    </Page>
  )
}
