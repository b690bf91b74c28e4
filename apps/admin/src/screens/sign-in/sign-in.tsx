import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Page, Trouble } from '../../parts/page.tsx'
import { Alone, CodeEntry, SetUp } from '../../parts/second-factor.tsx'
import { AskLink } from './ask-link.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { returnPath } from './return-path.ts'
import './sign-in.css'

const t = account.signIn

type Step = 'password' | 'sign_in' | 'new_password' | 'second_factor' | 'set_up_second_factor'

/** Sign in: with a password, a link or the school's own account; then back to where the person wanted to be. */
export function SignInScreen() {
  const router = useRouter()
  const { naar, fout } = useSearch({ strict: false }) as { naar?: string; fout?: string }
  const setup = useQuery(queries.setup())
  const [step, setStep] = useState<Step>('password')
  const [password, setPassword] = useState('')
  const enter = () => {
    queryClient.clear()
    router.history.push(returnPath(naar))
  }
  const back = () => setStep('password')
  return (
    <Alone demo={setup.data?.demo === true}>
      {step === 'password' && (
        <WithPassword
          entered={(next, typed) => {
            setPassword(typed)
            if (next === 'done') enter()
            else setStep(next)
          }}
          ask={setStep}
          failed={fout === 'school'}
        />
      )}
      {(step === 'sign_in' || step === 'new_password') && <AskLink purpose={step} back={back} />}
      {step === 'second_factor' && <CodeEntry done={enter} />}
      {step === 'set_up_second_factor' && (
        <SetUp lead={account.secondFactor.setUpLead} password={password} done={enter} />
      )}
    </Alone>
  )
}

function WithPassword(props: {
  entered: (next: 'done' | 'second_factor' | 'set_up_second_factor', password: string) => void
  ask: (purpose: 'sign_in' | 'new_password') => void
  /** Coming back from the own account of a school, where it did not work. */
  failed: boolean
}) {
  const signIn = useMutation({
    mutationFn: commands.signIn,
    onSuccess: ({ next }, { password }) => props.entered(next, password),
  })
  return (
    <Page title={nl.signIn.title} lead={<p>{t.lead}</p>}>
      {props.failed && <Trouble error={new Error(t.providerFailed)} />}
      <div className="card">
        <Form
          label={nl.signIn.submit}
          pending={signIn.isPending}
          error={signIn.error}
          submit={({ email = '', password = '' }) => signIn.mutate({ email, password })}
        >
          <TextField label={nl.signIn.email} name="email" type="email" required autoComplete="username" />
          <TextField
            label={nl.signIn.password}
            name="password"
            type="password"
            required
            autoComplete="current-password"
          />
        </Form>
        <button type="button" className="text-button" onClick={() => props.ask('new_password')}>
          {t.forgot}
        </button>
      </div>
      <div className="other-ways">
        <p className="quiet-text">{t.or}</p>
        <button type="button" onClick={() => props.ask('sign_in')}>
          {t.sendLink}
        </button>
        <ProviderButtons label={t.provider} />
      </div>
    </Page>
  )
}
