import type { Finding, Wishes } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { commands, queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { nlVoices } from '../nl-voices.ts'
import { Trouble } from './page.tsx'

const t = nlVoices.wishes

type Topic = Wishes['topics'][number]

/** The finding that was made of what schools chose in a school year. */
export const findingOfWish = (
  findings: readonly Finding[],
  schoolYear: string | undefined,
  { expectation }: Topic,
): Finding | undefined =>
  findings.find((finding) =>
    finding.evidence.some(
      ({ kind, reference }) =>
        kind === 'wishes' && reference.key === expectation && reference.years[0] === schoolYear,
    ),
  )

/** Makes a finding of what schools chose, or leads to the one that is there. */
export function WishFinding({ topic, finding }: { topic: Topic; finding: Finding | undefined }) {
  const navigate = useNavigate()
  const make = useMutation({
    mutationFn: () => commands.addFinding({ wish: topic.expectation }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: ['findings'] })
      await navigate({ to: '/bevindingen/$id', params: { id: String(id) } })
    },
  })
  if (finding !== undefined)
    return (
      <Link className="button" to="/bevindingen/$id" params={{ id: String(finding.id) }}>
        {t.hasFinding(finding.code)}
      </Link>
    )
  return (
    <>
      <button
        type="button"
        aria-label={t.makeOf(topic.title)}
        disabled={make.isPending}
        onClick={() => make.mutate()}
      >
        {make.isPending ? nl.busy : t.make}
      </button>
      {make.error !== null && <Trouble error={make.error} />}
    </>
  )
}
