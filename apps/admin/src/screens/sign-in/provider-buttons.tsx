import { useMutation, useQuery } from '@tanstack/react-query'
import { commands, queries } from '../../api.ts'
import { Trouble } from '../../parts/page.tsx'

/** A button for each school or board whose people sign in with their own account. */
export function ProviderButtons(props: {
  label: (name: string) => string
  /** What must be done here first. */
  before?: () => Promise<unknown>
}) {
  const providers = useQuery(queries.providers())
  const start = useMutation({
    mutationFn: async (id: string) => {
      await props.before?.()
      return commands.startAtProvider({ id })
    },
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <>
      {providers.data?.map(({ id, name }) => (
        <button key={id} type="button" disabled={start.isPending} onClick={() => start.mutate(id)}>
          {props.label(name)}
        </button>
      ))}
      {start.error !== null && <Trouble error={start.error} />}
    </>
  )
}
