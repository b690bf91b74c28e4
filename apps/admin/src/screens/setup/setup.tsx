import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Page } from '../../parts/page.tsx'

const t = nl.setup

/** First run: the code from the terminal makes the network and the account of its project leader. */
export function SetupScreen() {
  const navigate = useNavigate()
  const setUp = useMutation({
    mutationFn: commands.setUp,
    onSuccess: async () => {
      queryClient.clear()
      await navigate({ to: '/' })
    },
  })
  return (
    <main className="alone">
      <p className="product">{nl.product}</p>
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
    </main>
  )
}
