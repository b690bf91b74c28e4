import { nl as formWords, Shell } from '@km/ui'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import type { Client } from './api.ts'
import type { Journey } from './journey.ts'
import { Choose } from './screens/choose/choose.tsx'
import { Code } from './screens/code/code.tsx'
import { Fill } from './screens/fill/fill.tsx'
import { Notice } from './screens/notice/notice.tsx'
import { Sending } from './screens/sending/sending.tsx'
import { Sent } from './screens/sent/sent.tsx'
import { StopMail } from './screens/stop-mail/stop-mail.tsx'
import { Withdraw, Withdrawn } from './screens/withdraw/withdraw.tsx'

export interface AppProps {
  readonly token: string
  readonly journey: Journey
  readonly client: Client
  readonly pressNext: boolean
  readonly onTryNow: () => void
}

/** Only a teacher needs it: a pupil's phone does not load it. */
const ClassScreen = lazy(() => import('./screens/class/class.tsx'))
/** Behind an open link this shows the screen for the board, not the form. */
const forClass = '#klas'
/** Where the last link of a mail leads. */
const noMail = '#geen-mail'

/** The screen that belongs to where the journey is. */
export function App({ token, journey, client, pressNext, onTryNow }: AppProps) {
  const { view, screen, saved } = useSyncExternalStore(journey.subscribe, journey.now)
  const [forBoard] = useState(() => location.hash === forClass)
  const [stopping, setStopping] = useState(() => location.hash === noMail)
  useEffect(() => journey.begin(), [journey])
  if (forBoard && view?.keeps === 'device')
    return (
      <Suspense fallback={<Shell facts={view}> </Shell>}>
        <ClassScreen view={view} token={token} client={client} />
      </Suspense>
    )
  if (stopping && view !== undefined && view.keeps !== 'device') {
    const goOn = () => {
      history.replaceState(undefined, '', location.pathname)
      setStopping(false)
    }
    return <StopMail view={view} token={token} client={client} onGoOn={goOn} />
  }
  if (screen.kind === 'notice')
    return (
      <Notice
        view={view}
        which={screen.which}
        session={screen.session}
        askLink={() => client.askLink(token)}
      />
    )
  if (view === undefined || screen.kind === 'opening') {
    return (
      <Shell facts={view}>
        <p className="waiting" role="status">
          {formWords.waiting}
        </p>
      </Shell>
    )
  }
  switch (screen.kind) {
    case 'code':
      return <Code view={view} onCode={journey.useCode} />
    case 'choose':
      return <Choose view={view} mine={screen.mine} theirs={screen.theirs} onChoose={journey.choose} />
    case 'sending':
      return <Sending view={view} state={screen.state} onTryNow={onTryNow} />
    case 'sent':
      return (
        <Sent
          view={view}
          token={token}
          client={client}
          {...screen}
          onWithdraw={journey.askWithdrawal}
          onRemoveOwn={journey.removeOwn}
          onNextPerson={view.keeps === 'device' ? journey.nextPerson : undefined}
        />
      )
    case 'withdraw':
      return (
        <Withdraw
          view={view}
          receipt={screen.receipt}
          onWithdraw={journey.withdraw}
          onBack={journey.backFromWithdrawal}
        />
      )
    case 'withdrawn':
      return <Withdrawn view={view} canAnswer={screen.canAnswer} />
    case 'fill':
      return (
        <Fill
          key={screen.session.id}
          view={view}
          token={token}
          client={client}
          session={screen.session}
          saved={saved}
          pressNext={pressNext && screen.session.id === 1}
          refused={screen.refused}
          onAside={screen.hasAside ? journey.swapAside : undefined}
          onSend={journey.send}
          onWithdraw={journey.askWithdrawal}
        />
      )
  }
}
