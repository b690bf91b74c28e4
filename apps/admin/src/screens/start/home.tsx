import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { StartScreen } from './start.tsx'

const t = account.home

/** The first screen: where are we, for the project leader; a calm word for roles without screens yet. */
export function HomeScreen() {
  const me = useQuery(queries.me())
  return (
    <Answered query={me}>
      {({ name, role }) =>
        role === 'project_leader' ? (
          <StartScreen />
        ) : (
          <Page title={t.title(name)} lead={<p>{t.texts[role]}</p>}>
            <div className="buttons">
              {role === 'admin' && (
                <Link className="button primary" to="/mensen">
                  {t.toPeople}
                </Link>
              )}
              <Link className="button" to="/account">
                {t.toAccount}
              </Link>
            </div>
          </Page>
        )
      }
    </Answered>
  )
}
