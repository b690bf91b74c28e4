import { queryClient } from '../../api.ts'

/** Everything that may show a round or its figures, after it changed. */
export const refresh = (): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'framework',
  })
