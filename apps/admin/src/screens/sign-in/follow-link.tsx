import { useMutation } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { account } from '../../nl-accounts.ts'
import { Page, Trouble } from '../../parts/page.tsx'
import { Alone } from '../../parts/second-factor.tsx'
import './sign-in.css'

const t = account.signIn

/**
 * The page of a link from a mail. It signs in only when the person says so: programs that look at links in
 * mail open pages, but push no buttons.
 */
export function FollowLinkScreen() {
  const router = useRouter()
  const { wachtwoord } = useSearch({ strict: false }) as { wachtwoord?: string }
  const [key] = useState(() => window.location.hash.slice(1))
  const follow = useMutation({
    mutationFn: () => commands.followLink({ key }),
    onSuccess: () => {
      queryClient.clear()
      router.history.replace(wachtwoord === 'nieuw' ? '/account?wachtwoord=nieuw' : '/')
    },
  })
  return (
    <Alone>
      <Page title={t.followTitle} lead={<p>{key === '' ? t.incomplete : t.followLead}</p>}>
        {follow.error !== null && <Trouble error={follow.error} />}
        <div className="buttons after">
          {key !== '' && !follow.isError && (
            <button
              type="button"
              className="primary"
              disabled={follow.isPending}
              onClick={() => follow.mutate()}
            >
              {follow.isPending ? nl.busy : t.follow}
            </button>
          )}
          {(key === '' || follow.isError) && (
            <Link className="button" to="/inloggen">
              {t.newLink}
            </Link>
          )}
        </div>
      </Page>
    </Alone>
  )
}
