import type { ComparisonView } from '@km/api'
import { nlReaders } from '../../nl-readers.ts'

/** Beside which schools a coordinator may look at each own school, and why these. */
export function OwnGroups(props: {
  groups: NonNullable<ComparisonView['ownGroups']>
  chosen: string | undefined
}) {
  const { groups, chosen } = props
  return groups.map(({ school, group, sentence }) => (
    <p key={school} className="note">
      {groups.length > 1 && <b>{school}: </b>}
      {sentence}
      {group !== undefined && group !== chosen && ` ${nlReaders.chooseGroup}`}
    </p>
  ))
}
