import { isDeepStrictEqual } from 'node:util'
import type { z } from '@hono/zod-openapi'
import { saveDraft as storeDraft } from '@km/store'
import { Problem } from '../problem.ts'
import { isStorable } from '../storable.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { draftBody } from './schema.ts'

type DraftBody = z.output<typeof draftBody>

function refuse(link: Awaited<ReturnType<typeof openLink>>): void {
  if (link.keeps !== 'server') throw new Problem('no_server_draft')
  if (link.invitation.state === 'done') throw new Problem('already_sent')
  if (link.expired) throw new Problem('link_expired')
  if (link.roundState !== 'open') throw new Problem('round_closed')
}

/**
 * Keeps what is being filled in; returns the revision it now has. Nothing newer is overwritten: then
 * Problem `stale_draft` carries what was kept, so that a person can choose. The same draft once more (its
 * answer was lost on the way) gives the same revision. Answers need not be complete or right yet.
 */
export async function saveDraft(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
  body: DraftBody,
): Promise<{ revision: number }> {
  const link = await openLink(deps, asked.token, asked.address)
  refuse(link)
  const { answers, page, revision } = body
  if (!isStorable(answers)) throw new Problem('invalid_request', { fields: ['answers'] })
  const { networkId, invitation, served } = link
  const saved = await deps.store.inNetwork(networkId, (tx) =>
    storeDraft(tx, {
      networkId,
      invitationId: invitation.id,
      definitionId: served.id,
      answers,
      page,
      revision,
      savedAt: deps.now(),
    }),
  )
  if (saved.kind === 'saved') return { revision: saved.revision }
  if (saved.kind !== 'stale') throw new Problem(saved.kind)
  const { stored } = saved
  const repeated = stored.revision === revision + 1 && stored.page === page
  if (repeated && isDeepStrictEqual(stored.answers, answers)) return { revision: stored.revision }
  throw new Problem('stale_draft', {
    draft: { answers: stored.answers, page: stored.page, revision: stored.revision },
  })
}
