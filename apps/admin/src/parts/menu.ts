import { nl } from '../nl.ts'
import { account } from '../nl-accounts.ts'
import { nlActivities, nlAgenda } from '../nl-activities.ts'
import { nlCoverage } from '../nl-coverage.ts'
import { nlFigures } from '../nl-figures.ts'
import { privacy } from '../nl-privacy.ts'
import { nlTexts } from '../nl-texts.ts'
import { nlVisits } from '../nl-visits.ts'
import { nlVoices } from '../nl-voices.ts'
import { readers } from './reader.ts'

interface MenuItem {
  readonly to: string
  readonly label: string
  /** Who sees it: the roles that the server lets in. */
  readonly roles: readonly string[]
  /** Stands under 'Meer' for who has many places. */
  readonly more?: true
}

const everyone = Object.keys(account.roles)
const leader = ['project_leader']
const team = ['project_leader', 'member', 'director', 'coordinator']
const findings = ['project_leader', 'member', 'director', 'board', 'coach', 'roc_contact']

/** Every place in the menu, in order, with the roles that see it. */
const items: readonly MenuItem[] = [
  { to: '/', label: nl.nav.start, roles: everyone },
  { to: '/vergelijken', label: nl.nav.compare, roles: readers },
  { to: '/dekking', label: nlCoverage.nav, roles: ['project_leader', 'member', 'director', 'board'] },
  {
    to: '/cijfers',
    label: nlFigures.nav,
    roles: ['project_leader', 'member', 'director', 'coordinator', 'board', 'roc_contact'],
    more: true,
  },
  { to: '/scholen', label: nl.nav.schools, roles: [...leader, 'admin', 'member', 'director'], more: true },
  { to: '/meetrondes', label: nl.nav.rounds, roles: leader, more: true },
  { to: '/bezoeken', label: nlVisits.nav, roles: ['project_leader', 'member', 'coordinator'], more: true },
  { to: '/activiteiten', label: nlActivities.nav, roles: team },
  { to: '/agenda', label: nlAgenda.nav, roles: team },
  { to: '/vragenlijsten', label: nl.nav.instruments, roles: leader, more: true },
  { to: '/bevindingen', label: nl.nav.findings, roles: findings },
  {
    to: '/teksten',
    label: nlTexts.nav,
    roles: ['project_leader', 'member', 'director', 'board'],
    more: true,
  },
  { to: '/wensen', label: nlVoices.wishes.nav, roles: ['project_leader', 'member'], more: true },
  {
    to: '/mbo-pilot',
    label: nlVoices.pilot.nav,
    roles: ['project_leader', 'director', 'board'],
    more: true,
  },
  {
    to: '/register',
    label: privacy.nav.register,
    roles: ['admin', 'project_leader', 'director'],
    more: true,
  },
  { to: '/logboek', label: privacy.nav.audit, roles: ['admin'], more: true },
  { to: '/mensen', label: account.people.title, roles: ['project_leader', 'admin'], more: true },
]

/** So many places fit beside each other on a laptop. */
const mostBeside = 7

/** The places of one role: those that stand beside each other, and those under 'Meer'. */
export function menuOf(role: string): {
  readonly first: readonly MenuItem[]
  readonly more: readonly MenuItem[]
} {
  const own = items.filter((item) => item.roles.includes(role))
  if (own.length <= mostBeside) return { first: own, more: [] }
  return { first: own.filter((item) => !item.more), more: own.filter((item) => item.more) }
}
