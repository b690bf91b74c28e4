import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { account } from '../../nl-accounts.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Page } from '../../parts/page.tsx'
import { Alone, SetUp } from '../../parts/second-factor.tsx'

const t = nl.setup

/** First run: the code from the terminal makes the network and the account of its project leader, who sets up the second factor at once. */
export function SetupScreen() {
  const navigate = useNavigate()
  const [password, setPassword] = useState<string>()
  const enter = () => {
    queryClient.clear()
    void navigate({ to: '/' })
  }
  const setUp = useMutation({
    mutationFn: commands.setUp,
    onSuccess: ({ next }, { password: typed }) => {
      if (next === 'done') enter()
      else setPassword(typed)
    },
  })
  if (password !== undefined)
    return (
      <Alone>
        <SetUp lead={account.secondFactor.setUpLead} password={password} done={enter} />
      </Alone>
    )
  return (
    <Alone>
      <Page title={t.title} lead={<p>{t.lead}</p>}>
        <div className="card">
          <Form
            label={t.submit}
            pending={setUp.isPending}
            error={setUp.error}
            submit={({ code = '', networkName = '', name = '', email = '', password = '' }) =>
              setUp.mutate({ code, networkName, name, email, password })
            }
          >
            <TextField
              label={t.code}
              help={t.codeHelp}
              name="code"
              required
              maxLength={40}
              autoComplete="off"
            />
            <TextField
              label={t.networkName}
              name="networkName"
              required
              maxLength={120}
              autoComplete="organization"
            />
            <TextField label={t.name} name="name" required maxLength={120} autoComplete="name" />
            <TextField label={t.email} name="email" type="email" required autoComplete="username" />
            <TextField
              label={t.password}
              help={t.passwordHelp}
              name="password"
              type="password"
              required
              minLength={12}
              maxLength={200}
              autoComplete="new-password"
            />
          </Form>
        </div>
      </Page>
    </Alone>
  )
}
