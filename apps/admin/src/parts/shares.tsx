import type { Share, Shares, Unit } from '@km/analysis'
import { nlReaders as t } from '../nl-readers.ts'
import { units } from './wording.ts'

/** '40%', or that it is at an end. */
export const shareWords = (share: Share): string => {
  if (share === 'below_5') return t.below
  return share === 'above_95' ? t.above : `${share}%`
}

/** A figure in percentages, for who gets no counts: first what is "op orde", then every answer. */
export function SharesText({ shares, unit }: { shares: Shares; unit: Unit }) {
  return (
    <div className="shares">
      {shares.sufficient !== undefined && (
        <p>
          <b>{shareWords(shares.sufficient)}</b> {t.sufficient}
        </p>
      )}
      <ul>
        {shares.parts.map((part) => (
          <li key={part.value}>
            {t.moves[part.label] ?? part.label}: <b>{shareWords(part.share)}</b>
          </li>
        ))}
      </ul>
      <span className="under">{units(shares.n, unit)}</span>
    </div>
  )
}
