import { queryClient } from '../../api.ts'

/** Asks again for everything in which a finding or an action shows. */
export const refreshFindings = () =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      ['findings', 'finding', 'comparison', 'expectation', 'start', 'figures'].includes(String(queryKey[0])),
  })
