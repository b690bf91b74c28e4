import '@km/ui/tokens.css'
import './base.css'
import './parts/parts.css'
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api.ts'
import { nl } from './nl.ts'
import { Page } from './parts/page.tsx'
import { Shell } from './parts/shell.tsx'
import { AccountScreen } from './screens/account/account.tsx'
import { ActivitiesScreen } from './screens/activities/activities.tsx'
import { AgendaScreen } from './screens/agenda/agenda.tsx'
import { parseSearch, stringifySearch } from './screens/compare/address.ts'
import { CompareScreen } from './screens/compare/compare.tsx'
import { CoverageScreen } from './screens/coverage/coverage.tsx'
import { ExpectationScreen } from './screens/expectation/expectation.tsx'
import { FiguresScreen } from './screens/figures/figures.tsx'
import { ImportFiguresScreen } from './screens/figures/import-figures.tsx'
import { IndicatorScreen } from './screens/figures/indicator.tsx'
import { FindingScreen } from './screens/findings/finding.tsx'
import { FindingsScreen } from './screens/findings/findings.tsx'
import { InstrumentScreen } from './screens/instruments/instrument.tsx'
import { InstrumentsScreen } from './screens/instruments/instruments.tsx'
import { OwnScreen } from './screens/own/own.tsx'
import { PeopleScreen } from './screens/people/people.tsx'
import { AuditLogScreen } from './screens/privacy/audit-log.tsx'
import { OwnDataScreen } from './screens/privacy/own-data.tsx'
import { RegisterScreen } from './screens/privacy/register.tsx'
import { ResultScreen } from './screens/result/result.tsx'
import { EntryScreen } from './screens/rounds/entry.tsx'
import { NewRoundScreen } from './screens/rounds/new-round.tsx'
import { RoundScreen } from './screens/rounds/round.tsx'
import { RoundsScreen } from './screens/rounds/rounds.tsx'
import { ImportScreen } from './screens/school/import.tsx'
import { SchoolScreen } from './screens/school/school.tsx'
import { SchoolsScreen } from './screens/school/schools.tsx'
import { SetupScreen } from './screens/setup/setup.tsx'
import { AcceptScreen } from './screens/sign-in/accept.tsx'
import { FollowLinkScreen } from './screens/sign-in/follow-link.tsx'
import { SignInScreen } from './screens/sign-in/sign-in.tsx'
import { HomeScreen } from './screens/start/home.tsx'
import { TextsScreen } from './screens/texts/texts.tsx'
import { VisitScreen } from './screens/visits/visit.tsx'
import { VisitsScreen } from './screens/visits/visits.tsx'
import { PilotScreen } from './screens/voices/pilot.tsx'
import { WishesScreen } from './screens/voices/wishes.tsx'

type Search = Readonly<Record<string, string>>

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: Lost,
  errorComponent: Crashed,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
})
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })

const outside = [
  createRoute({ getParentRoute: () => root, path: '/inrichten', component: SetupScreen }),
  createRoute({ getParentRoute: () => root, path: '/inloggen', component: SignInScreen }),
  createRoute({ getParentRoute: () => root, path: '/uitnodiging', component: AcceptScreen }),
  createRoute({ getParentRoute: () => root, path: '/inloggen/link', component: FollowLinkScreen }),
] as const
const screens = [
  createRoute({ getParentRoute: () => inside, path: '/', component: HomeScreen }),
  createRoute({ getParentRoute: () => inside, path: '/mijn-school', component: OwnScreen }),
  createRoute({ getParentRoute: () => inside, path: '/mensen', component: PeopleScreen }),
  createRoute({ getParentRoute: () => inside, path: '/account', component: AccountScreen }),
  createRoute({ getParentRoute: () => inside, path: '/vergelijken', component: CompareScreen }),
  createRoute({ getParentRoute: () => inside, path: '/dekking', component: CoverageScreen }),
  createRoute({ getParentRoute: () => inside, path: '/cijfers', component: FiguresScreen }),
  createRoute({ getParentRoute: () => inside, path: '/cijfers/inlezen', component: ImportFiguresScreen }),
  createRoute({ getParentRoute: () => inside, path: '/cijfers/$code', component: IndicatorScreen }),
  createRoute({ getParentRoute: () => inside, path: '/verwachting/$code', component: ExpectationScreen }),
  createRoute({ getParentRoute: () => inside, path: '/scholen', component: SchoolsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/scholen/importeren', component: ImportScreen }),
  createRoute({ getParentRoute: () => inside, path: '/scholen/$id', component: SchoolScreen }),
  createRoute({ getParentRoute: () => inside, path: '/meetrondes', component: RoundsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/meetrondes/nieuw', component: NewRoundScreen }),
  createRoute({ getParentRoute: () => inside, path: '/meetrondes/$id', component: RoundScreen }),
  createRoute({ getParentRoute: () => inside, path: '/meetrondes/$id/inlezen', component: EntryScreen }),
  createRoute({ getParentRoute: () => inside, path: '/meetrondes/$id/uitkomst', component: ResultScreen }),
  createRoute({ getParentRoute: () => inside, path: '/teksten', component: TextsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/wensen', component: WishesScreen }),
  createRoute({ getParentRoute: () => inside, path: '/mbo-pilot', component: PilotScreen }),
  createRoute({ getParentRoute: () => inside, path: '/vragenlijsten', component: InstrumentsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/vragenlijsten/$code', component: InstrumentScreen }),
  createRoute({ getParentRoute: () => inside, path: '/logboek', component: AuditLogScreen }),
  createRoute({ getParentRoute: () => inside, path: '/register', component: RegisterScreen }),
  createRoute({ getParentRoute: () => inside, path: '/mijn-gegevens', component: OwnDataScreen }),
  createRoute({ getParentRoute: () => inside, path: '/bevindingen', component: FindingsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/bevindingen/$id', component: FindingScreen }),
  createRoute({ getParentRoute: () => inside, path: '/activiteiten', component: ActivitiesScreen }),
  createRoute({ getParentRoute: () => inside, path: '/agenda', component: AgendaScreen }),
  createRoute({ getParentRoute: () => inside, path: '/bezoeken', component: VisitsScreen }),
  createRoute({ getParentRoute: () => inside, path: '/bezoeken/$id', component: VisitScreen }),
] as const

const router = createRouter({
  routeTree: root.addChildren([inside.addChildren(screens), ...outside]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function Lost() {
  return (
    <main className="alone">
      <Page title={nl.problem.lostTitle} lead={<p>{nl.problem.lost}</p>}>
        <Link className="button primary" to="/">
          {nl.problem.toStart}
        </Link>
      </Page>
    </main>
  )
}

function Crashed() {
  return (
    <main className="alone">
      <Page title={nl.problem.title}>
        <p>{nl.problem.crash}</p>
      </Page>
    </main>
  )
}

const place = document.getElementById('root')
if (place !== null)
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
