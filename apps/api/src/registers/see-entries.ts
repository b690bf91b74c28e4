import type { RegisterChoice, RegisterEntry, RegisterKind } from '@km/store'
import type { Who } from '../deps.ts'
import { describeKind } from './kinds.ts'

const isOwn = ({ schoolIds }: Who, schoolId: number | null | undefined): boolean =>
  schoolId !== null && schoolId !== undefined && schoolIds.includes(schoolId)

/** Level K: the own school and the member who helps it, nobody else, and only while the network chose so. */
const seesPlacement = (who: Who, choice: RegisterChoice, schoolId: number | null | undefined): boolean =>
  choice.followUpSince !== null &&
  (who.role === 'member' || who.role === 'coordinator') &&
  isOwn(who, schoolId)

/** May this person read a line of a register? */
export function seesEntry(who: Who, choice: RegisterChoice, entry: RegisterEntry): boolean {
  if (entry.kind === 'placement') return seesPlacement(who, choice, entry.schoolId)
  switch (who.role) {
    case 'project_leader':
    case 'director':
      return true
    case 'member':
      return entry.schoolId === null || isOwn(who, entry.schoolId)
    case 'coordinator':
      return entry.kind === 'meeting' || (isOwn(who, entry.schoolId) && seesKind(who, choice, entry.kind))
    default:
      return false
  }
}

/** May this person add or change a line of this register about this school (or about none)? */
export function mayWrite(
  who: Who,
  choice: RegisterChoice,
  { kind, schoolId }: { readonly kind: RegisterKind; readonly schoolId?: number | null | undefined },
): boolean {
  if (kind === 'placement') return who.role === 'member' && seesPlacement(who, choice, schoolId)
  if (who.role === 'project_leader') return true
  if (who.role !== 'member' || kind === 'activity') return false
  return describeKind(kind).about === 'network' || schoolId === null || schoolId === undefined
    ? true
    : isOwn(who, schoolId)
}

/** Registers that this person has something to do with. */
export function seesKind(who: Who, choice: RegisterChoice, kind: RegisterKind): boolean {
  if (kind === 'placement')
    return choice.followUpSince !== null && (who.role === 'member' || who.role === 'coordinator')
  if (who.role === 'coordinator') return !['po_traject', 'activity', 'contact'].includes(kind)
  return true
}

/** The schools of a line that this person may know of: a coordinator sees the own attendance only. */
export const attendedSeen = (who: Who, entry: RegisterEntry): readonly number[] =>
  who.role === 'coordinator' ? entry.attended.filter((id) => who.schoolIds.includes(id)) : entry.attended
