import type { RoundPage } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { Trouble } from '../../parts/page.tsx'

/** Lets the coaches of the pilot see what came out, once there is a decision; can be taken back. */
export function ShareWithCoaches({ round, shared }: { round: RoundPage; shared: boolean }) {
  const share = useMutation({
    mutationFn: () => commands.shareRound(round.id, !shared),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['round', String(round.id)] }),
  })
  return (
    <section className="stack">
      <p className="note">{shared ? nlRounds.shared : nlRounds.notShared}</p>
      {share.error !== null && <Trouble error={share.error} />}
      <p className="actions">
        <button type="button" disabled={share.isPending} onClick={() => share.mutate()}>
          {share.isPending ? nl.busy : shared ? nlRounds.unshare : nlRounds.share}
        </button>
      </p>
    </section>
  )
}
