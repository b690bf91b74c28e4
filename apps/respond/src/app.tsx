import { nl as formWords, Shell } from '@km/ui'
import { useEffect, useSyncExternalStore } from 'react'
import type { Client } from './api.ts'
import type { Journey } from './journey.ts'
import { Choose } from './screens/choose/choose.tsx'
import { Fill } from './screens/fill/fill.tsx'
import { Notice } from './screens/notice/notice.tsx'
import { Sending } from './screens/sending/sending.tsx'
import { Sent } from './screens/sent/sent.tsx'
import { Withdraw, Withdrawn } from './screens/withdraw/withdraw.tsx'

export interface AppProps {
  readonly token: string
  readonly journey: Journey
  readonly client: Client
  readonly pressNext: boolean
  readonly onTryNow: () => void
}

/** The screen that belongs to where the journey is. */
export function App({ token, journey, client, pressNext, onTryNow }: AppProps) {
  const { view, screen, saved } = useSyncExternalStore(journey.subscribe, journey.now)
  useEffect(() => journey.begin(), [journey])
  if (screen.kind === 'notice') return <Notice view={view} which={screen.which} session={screen.session} />
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
    case 'choose':
      return <Choose view={view} mine={screen.mine} theirs={screen.theirs} onChoose={journey.choose} />
    case 'sending':
      return <Sending view={view} state={screen.state} onTryNow={onTryNow} />
    case 'sent':
      return <Sent view={view} token={token} client={client} {...screen} onWithdraw={journey.askWithdrawal} />
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
