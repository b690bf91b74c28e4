import type { MeView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands, queries, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Trouble } from '../../parts/page.tsx'

const t = account.own

/** Whether a mail comes with what waits. */
export function OwnWeeklyMail({ me }: { me: MeView }) {
  const choose = useMutation({
    mutationFn: commands.chooseWeeklyMail,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.me().queryKey }),
  })
  if (me.weeklyMail === undefined) return null
  return (
    <section className="card" aria-labelledby="weekly">
      <h2 id="weekly">{t.weekly}</h2>
      <p>{me.weeklyMail ? t.weeklyOn : t.weeklyOff}</p>
      {choose.error !== null && <Trouble error={choose.error} />}
      <div className="buttons after">
        <button
          type="button"
          disabled={choose.isPending}
          onClick={() => choose.mutate(me.weeklyMail !== true)}
        >
          {me.weeklyMail ? t.weeklyStop : t.weeklyStart}
        </button>
      </div>
    </section>
  )
}
