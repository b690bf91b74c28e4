import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Page } from '../../parts/page.tsx'
import { returnPath } from './return-path.ts'

const t = nl.signIn

/** Sign in, then back to where the person wanted to be. */
export function SignInScreen() {
  const router = useRouter()
  const { naar } = useSearch({ strict: false }) as { naar?: string }
  const setup = useQuery(queries.setup())
  const signIn = useMutation({
    mutationFn: commands.signIn,
    onSuccess: () => {
      queryClient.clear()
      router.history.push(returnPath(naar))
    },
  })
  return (
    <>
      {setup.data?.demo === true && (
        <header>
          <p className="demo">{nl.demo}</p>
        </header>
      )}
      <main className="alone">
        <p className="product">{nl.product}</p>
        <Page title={t.title} lead={<p>{t.lead}</p>}>
          <div className="card">
            <Form
              label={t.submit}
              pending={signIn.isPending}
              error={signIn.error}
              submit={({ email = '', password = '' }) => signIn.mutate({ email, password })}
            >
              <TextField label={t.email} name="email" type="email" required autoComplete="username" />
              <TextField
                label={t.password}
                name="password"
                type="password"
                required
                autoComplete="current-password"
              />
            </Form>
          </div>
        </Page>
      </main>
    </>
  )
}
