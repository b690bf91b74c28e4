import type { Db } from '@km/store'
import type { Deps } from '../deps.ts'

/** What rounds need from the rest of the program; `app.ts` brings it together. */
export interface RoundsDeps extends Deps {
  /** Links in answers start with it. */
  readonly publicUrl: string
  /** What a release makes public, suppressed; runs in the transaction that closes the round. */
  readonly freeze: (
    tx: Db,
    asked: { readonly networkId: number; readonly roundId: number },
  ) => Promise<Readonly<Record<string, unknown>>>
}

/** The program itself, when it opens or releases what is due. */
export const program = { accountId: 'program', role: 'program', schoolIds: [] } as const
