import { useIsMutating, useMutation } from '@tanstack/react-query'
import { commands, queryClient } from '../../api.ts'
import { nlTexts } from '../../nl-texts.ts'
import { Trouble } from '../../parts/page.tsx'
import { day, periodName } from '../../parts/wording.ts'
import { readingKey } from './sort-card.tsx'
import type { Question, QuestionRound } from './sorting.ts'

const t = nlTexts.share

/** What others see of it, per round: nothing, or the counts as they were on one day. */
export function ShareRounds({ question, instrument }: { question: Question; instrument: string }) {
  const rounds = question.rounds.filter((round) => round.texts.length > 0 || round.sharedOn !== undefined)
  const share = useMutation({
    mutationFn: commands.shareThemes,
    onSuccess: () =>
      Promise.all(
        [['texts', instrument], ['shared-texts']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
  const busy = useIsMutating({ mutationKey: readingKey(instrument) }) > 0 || share.isPending
  if (rounds.length === 0) return null
  return (
    <section className="card" aria-labelledby="sharing">
      <h2 id="sharing">{t.title}</h2>
      <p className="note">{t.help}</p>
      {share.error !== null && <Trouble error={share.error} />}
      <ul className="theme-list">
        {rounds.toReversed().map((round) => (
          <li key={round.roundId}>
            <div>
              <b>{periodName(round)}</b>
              <span className="under">{stateOf(round)}</span>
            </div>
            <div className="buttons">
              {mayShare(round) && (
                <button
                  type="button"
                  disabled={busy}
                  aria-label={`${round.sharedOn === undefined ? t.do : t.again}: ${periodName(round)}`}
                  onClick={() => share.mutate({ roundId: round.roundId, item: question.item, shared: true })}
                >
                  {round.sharedOn === undefined ? t.do : t.again}
                </button>
              )}
              {round.sharedOn !== undefined && (
                <button
                  type="button"
                  disabled={busy}
                  aria-label={`${t.undo}: ${periodName(round)}`}
                  onClick={() => share.mutate({ roundId: round.roundId, item: question.item, shared: false })}
                >
                  {t.undo}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const unreadOf = (round: QuestionRound): number => round.texts.filter((text) => !text.read).length

const mayShare = (round: QuestionRound): boolean => round.enough && unreadOf(round) === 0

function stateOf(round: QuestionRound): string {
  if (round.sharedOn !== undefined) return t.on(day(round.sharedOn))
  if (!round.enough) return t.tooFew
  return unreadOf(round) > 0 ? t.left(unreadOf(round)) : t.off
}
