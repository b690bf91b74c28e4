import type { MeView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands, queryClient } from '../api.ts'
import { account } from '../nl-accounts.ts'
import { Trouble } from './page.tsx'

const roleName = (role: string): string => account.roles[role] ?? role

/** The other roles of who is signed in, to go on in; nothing for who has one. */
export function RoleSwitch({ me }: { me: MeView }) {
  const choose = useMutation({
    mutationFn: commands.chooseRole,
    onSuccess: () => {
      queryClient.clear()
      window.location.assign('/')
    },
  })
  const others = me.memberships.filter(
    ({ networkId, role }) => networkId !== me.network.id || role !== me.role,
  )
  if (others.length === 0) return null
  return (
    <fieldset className="roles">
      <legend>{account.own.switchRole}</legend>
      {others.map(({ networkId, networkName, role }) => (
        <button
          key={`${networkId}-${role}`}
          type="button"
          disabled={choose.isPending}
          onClick={() => choose.mutate({ networkId, role })}
        >
          {roleName(role)}
          {networkId !== me.network.id && ` · ${networkName}`}
        </button>
      ))}
      {choose.error !== null && <Trouble error={choose.error} />}
    </fieldset>
  )
}
