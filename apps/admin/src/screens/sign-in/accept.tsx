import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, type InviteSeen, queries, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { Alone, SetUp } from '../../parts/second-factor.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import './sign-in.css'

const t = account.accept

/** The page of an invitation: makes the account of a colleague, or adds the role to the one that is there. */
export function AcceptScreen() {
  const [key] = useState(() => window.location.hash.slice(1))
  const invite = useQuery({
    ...queries.invite(key),
    enabled: key !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (key === '')
    return (
      <Alone>
        <Page title={t.title}>
          <Empty>{t.noKey}</Empty>
        </Page>
      </Alone>
    )
  return (
    <Alone demo={invite.data?.demo === true}>
      <Answered query={invite}>
        {(seen) =>
          seen.hasAccount ? <AddRole code={key} seen={seen} /> : <MakeAccount code={key} seen={seen} />
        }
      </Answered>
    </Alone>
  )
}

interface Accepting {
  readonly code: string
  readonly seen: InviteSeen
}

const lead = ({ networkName, role }: InviteSeen) => <p>{t.lead(networkName, account.roles[role] ?? role)}</p>

function AddRole({ code, seen }: Accepting) {
  const router = useRouter()
  const add = useMutation({
    mutationFn: () => commands.acceptInvite({ key: code, name: seen.name }),
    onSuccess: () => {
      queryClient.clear()
      router.history.replace('/')
    },
  })
  return (
    <Page title={t.title} lead={lead(seen)}>
      <div className="card">
        <Form label={t.add} pending={add.isPending} error={add.error} submit={() => add.mutate()}>
          <p>{t.hasAccount}</p>
        </Form>
      </div>
    </Page>
  )
}

function MakeAccount({ code, seen }: Accepting) {
  const router = useRouter()
  const [name, setName] = useState(seen.name)
  const [typed, setTyped] = useState<string>()
  const enter = () => {
    queryClient.clear()
    router.history.replace('/')
  }
  const make = useMutation({
    mutationFn: async (password: string) => {
      await commands.acceptInvite({ key: code, name, password })
      return commands.signIn({ email: seen.email, password })
    },
    onSuccess: ({ next }, password) => (next === 'set_up_second_factor' ? setTyped(password) : enter()),
  })
  if (typed !== undefined)
    return <SetUp lead={account.secondFactor.setUpLead} password={typed} done={enter} />
  return (
    <Page title={t.title} lead={lead(seen)}>
      <div className="card">
        <Form
          label={t.submit}
          pending={make.isPending}
          error={make.error}
          submit={({ password = '' }) => make.mutate(password)}
        >
          <TextField
            label={t.name}
            required
            maxLength={120}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField label={t.email} type="email" readOnly autoComplete="username" value={seen.email} />
          <TextField
            label={t.password}
            help={account.own.nextHelp}
            name="password"
            type="password"
            required
            minLength={12}
            maxLength={200}
            autoComplete="new-password"
          />
        </Form>
      </div>
      <div className="other-ways">
        <ProviderButtons label={t.withProvider} before={() => commands.acceptInvite({ key: code, name })} />
        <Link to="/inloggen">{t.toSignIn}</Link>
      </div>
    </Page>
  )
}
