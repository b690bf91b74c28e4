import type { RoundPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type NewLink, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { entryText } from '../../nl-entry.ts'
import { nlRounds } from '../../nl-rounds.ts'
import { nlVisits } from '../../nl-visits.ts'
import { nlVoices } from '../../nl-voices.ts'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import { periodName } from '../../parts/wording.ts'
import { addressOf } from '../compare/address.ts'
import { CloseDialog } from './close-dialog.tsx'
import { takesFile } from './entry.tsx'
import { InvitationsSection } from './invitations-mail.tsx'
import { PeopleSection } from './invitations-people.tsx'
import { NewLinks } from './links.tsx'
import { ChangeDialog, ExtendDialog, OpenDialog, RemoveDialog, ReopenDialog } from './round-dialogs.tsx'
import { RoundFacts } from './round-facts.tsx'
import { ShareWithCoaches } from './share-with-coaches.tsx'
import './rounds.css'

const t = nl.rounds
type Question = 'close' | 'extend' | 'reopen' | 'open' | 'change' | 'remove'

/** One round: how far it is, and what can be done with it now. */
export function RoundScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const round = useQuery(queries.round(id))
  const title =
    round.data === undefined ? t.title : `${round.data.instrumentTitle}, ${periodName(round.data)}`
  return (
    <Page title={title} above={<Link to="/meetrondes">{t.title}</Link>}>
      <Answered query={round}>{(view) => <Round round={view} />}</Answered>
    </Page>
  )
}

function Round({ round }: { round: RoundPage }) {
  const [question, setQuestion] = useState<Question>()
  const [links, setLinks] = useState<readonly NewLink[]>([])
  const close = () => setQuestion(undefined)
  return (
    <>
      <RoundCard round={round} plain />
      <RoundFacts round={round} />
      <Actions round={round} ask={setQuestion} />
      {round.state !== 'released' && <p className="note">{t.onlyCounts}</p>}
      {round.sharedWithCoaches !== undefined && (
        <ShareWithCoaches round={round} shared={round.sharedWithCoaches} />
      )}
      {links.length > 0 && <NewLinks links={links} />}
      <Participants round={round} />
      {question === 'close' && <CloseDialog round={round} close={close} />}
      {question === 'extend' && <ExtendDialog round={round} close={close} />}
      {question === 'reopen' && <ReopenDialog round={round} close={close} />}
      {question === 'open' && <OpenDialog round={round} close={close} />}
      {question === 'change' && <ChangeDialog round={round} close={close} made={setLinks} />}
      {question === 'remove' && <RemoveDialog round={round} close={close} />}
    </>
  )
}

/** Who takes part, and how far that is; a record stands under visits. */
function Participants({ round }: { round: RoundPage }) {
  if (round.links === 'people') return <PeopleSection round={round} />
  if (round.links !== 'none') return <InvitationsSection round={round} />
  return (
    <Empty>
      {nlVisits.inRound} <Link to="/bezoeken">{nlVisits.toAll}</Link>
    </Empty>
  )
}

const words: Readonly<Record<Question, string>> = {
  close: t.closeRound,
  extend: nlRounds.extend,
  reopen: nlRounds.reopen,
  open: nlRounds.openNow,
  change: nlRounds.change,
  remove: nlRounds.remove,
}

/** What can be asked of a round as it stands. */
function questionsOf({ state, level }: RoundPage): readonly Question[] {
  if (state === 'planned') return ['change', 'open', 'remove']
  if (state !== 'released') return ['close', 'extend']
  return level === 'A' || level === 'V' ? [] : ['reopen']
}

function Actions({ round, ask }: { round: RoundPage; ask: (question: Question) => void }) {
  const released = round.state === 'released'
  const questions = questionsOf(round)
  return (
    <>
      <p className="actions">
        {released && (
          <Link className="button primary" to="/vergelijken" search={addressOf(round.instrument)}>
            {t.toCompare}
          </Link>
        )}
        {takesFile(round) && (
          <Link className="button primary" to="/meetrondes/$id/inlezen" params={{ id: String(round.id) }}>
            {entryText.open}
          </Link>
        )}
        {released && round.tellsResult === true && (
          <Link className="button" to="/meetrondes/$id/uitkomst" params={{ id: String(round.id) }}>
            {nlVoices.result.title}
          </Link>
        )}
        {questions.map((question) => (
          <button key={question} type="button" onClick={() => ask(question)}>
            {words[question]}
          </button>
        ))}
      </p>
      {released && questions.length === 0 && <p className="note">{nlRounds.cannotReopen}</p>}
    </>
  )
}
