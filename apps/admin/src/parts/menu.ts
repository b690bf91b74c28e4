import { nl } from '../nl.ts'
import { account } from '../nl-accounts.ts'
import { nlActivities, nlAgenda } from '../nl-activities.ts'
import { privacy } from '../nl-privacy.ts'
import { nlVisits } from '../nl-visits.ts'
import { readers } from './reader.ts'

interface MenuItem {
  readonly to: string
  readonly label: string
  /** Who sees it: the roles that the server lets in. */
  readonly roles: readonly string[]
}

const everyone = Object.keys(account.roles)
const leader = ['project_leader']
const team = ['project_leader', 'member', 'director', 'coordinator']
const findings = ['project_leader', 'member', 'director', 'board', 'coach', 'roc_contact']

/** Every place in the menu, in order, with the roles that see it. */
const items: readonly MenuItem[] = [
  { to: '/', label: nl.nav.start, roles: everyone },
  { to: '/vergelijken', label: nl.nav.compare, roles: readers },
  { to: '/scholen', label: nl.nav.schools, roles: [...leader, 'admin', 'member', 'director'] },
  { to: '/meetrondes', label: nl.nav.rounds, roles: leader },
  { to: '/bezoeken', label: nlVisits.nav, roles: ['project_leader', 'member', 'coordinator'] },
  { to: '/activiteiten', label: nlActivities.nav, roles: team },
  { to: '/agenda', label: nlAgenda.nav, roles: team },
  { to: '/vragenlijsten', label: nl.nav.instruments, roles: leader },
  { to: '/bevindingen', label: nl.nav.findings, roles: findings },
  { to: '/register', label: privacy.nav.register, roles: ['admin', 'project_leader', 'director'] },
  { to: '/logboek', label: privacy.nav.audit, roles: ['admin'] },
  { to: '/mensen', label: account.people.title, roles: ['project_leader', 'admin'] },
]

/** The places of one role. */
export const menuOf = (role: string): readonly MenuItem[] => items.filter((item) => item.roles.includes(role))
