import type { Movement, SuppressionReason, Unit } from '@km/analysis'
import { nl } from '../nl.ts'
import { type Answer, medianLabel, type Reading, type Share } from './cells.ts'
import { counted, percent, reasonText, units } from './wording.ts'

/** A number that is not shown says so, and why. */
export function Suppressed({ reason }: { reason: SuppressionReason }) {
  return <span className="hidden-cell">{reasonText(reason)}</span>
}

/** Share at "op orde" then and now, of the same schools: counts first, the percentages on the scale. */
export function Dumbbell({ from, to }: { from: Share; to: Share }) {
  const at = (share: Share) => (share.of === 0 ? 0 : (100 * share.count) / share.of)
  const [a, b] = [at(from), at(to)]
  const unequal = from.of !== to.of
  return (
    <div className="dumbbell">
      <p>
        <b>
          {from.count}
          {unequal && ` van ${from.of}`} → {to.count}
        </b>{' '}
        {nl.compare.of} {to.of}
        <span className="percent">
          {percent(from.count, from.of)} → {percent(to.count, to.of)}
        </span>
      </p>
      <div className="track" aria-hidden="true">
        <i className="half" />
        <i className="line" style={{ left: `${Math.min(a, b)}%`, width: `${Math.abs(a - b)}%` }} />
        <i className="then" style={{ left: `${a}%` }} />
        <i className="now" style={{ left: `${b}%` }} />
      </div>
    </div>
  )
}

/** Schools up, same and down, in neutral ink with arrows; the bar repeats it, down left of the middle. */
export function Moves({ movement }: { movement: Movement }) {
  const { n, pairs, up, same, down, escapes } = movement
  const width = (count: number) => `${pairs === 0 ? 0 : (50 * count) / pairs}%`
  return (
    <div className="moves">
      <p>
        <span className="move">
          <span aria-hidden="true">▲</span> <b>{up}</b>
          <span className="sr"> omhoog,</span>
        </span>
        <span className="move">
          <span aria-hidden="true">=</span> <b>{same}</b>
          <span className="sr"> gelijk,</span>
        </span>
        <span className="move">
          <span aria-hidden="true">▼</span> <b>{down}</b>
          <span className="sr"> omlaag,</span>
        </span>
        <span className="of">
          {nl.compare.of} {pairs}
        </span>
      </p>
      <div className="balance" aria-hidden="true">
        <i className="down" style={{ width: width(down) }} />
        <i className="up" style={{ width: width(up) }} />
      </div>
      {(pairs !== n || escapes > 0) && (
        <p className="small" {...(escapes > 0 ? { title: nl.compare.escapes(escapes) } : {})}>
          {[
            ...(pairs === n ? [] : [units(n, 'school')]),
            ...(escapes > 0 ? [nl.compare.apart(escapes)] : []),
          ].join(', ')}
        </p>
      )}
    </div>
  )
}

/** Class of a segment: the fixed four for S4, tints of the accent for every other scale. */
export function segmentClass(index: number, of: number, isS4: boolean): string {
  return isS4 ? `l${index + 1}` : `t${Math.round((index * 4) / Math.max(1, of - 1)) + 1}`
}

/** As wide as its share, and at least as wide as the number under it. */
const growing = (count: number) => ({ flexGrow: count, minWidth: `${String(count).length + 0.4}ch` })

const unknown = (answer: Answer) => answer.value === 'wn'

/**
 * The distribution of all who answered: levels in their order with the counts under them, "weet ik
 * niet" hatched at the end, and a gap where "op orde" begins.
 */
export function LevelBar(props: { reading: Reading; unit: Unit; plain?: boolean }) {
  const { reading, unit } = props
  const isS4 = reading.sufficient !== undefined
  const wn = reading.escapes.filter((e) => unknown(e) && e.count > 0)
  const nvt = reading.escapes.filter((e) => !unknown(e) && e.count > 0)
  const said = [...reading.levels, ...reading.escapes].map((a) => `${a.label} ${a.count}`).join(', ')
  const median = medianLabel(reading)
  return (
    <div className="level-bar">
      <div className="segments" role="img" aria-label={said}>
        {reading.levels.map((level, i) =>
          level.count === 0 ? null : (
            <span
              key={level.value}
              className={isS4 && i === 2 ? 'from-here' : undefined}
              style={growing(level.count)}
            >
              <i className={segmentClass(i, reading.levels.length, isS4)} />
              {level.count}
            </span>
          ),
        )}
        {wn.map((one) => (
          <span key={one.value} style={growing(one.count)}>
            <i className="wn" />
            {one.count}
          </span>
        ))}
      </div>
      {props.plain !== true && (
        <p className="small">
          <span>
            {reading.answers === undefined
              ? units(reading.n, unit)
              : `${counted(reading.answers, nl.words.answers)}, ${units(reading.n, unit)}`}
            {nvt.map((e) => ` (${nl.compare.notApplicable(e.count)})`)}
          </span>
          {median !== undefined && (
            <span>
              {nl.compare.median}: {median}
            </span>
          )}
        </p>
      )}
    </div>
  )
}

/** What the colours and marks mean; stands once above the rows. */
export function Legend({ from, to }: { from?: string; to?: string }) {
  return (
    <div className="legend">
      <ul aria-label={nl.compare.legend}>
        {nl.levels.map((label, i) => (
          <li key={label}>
            <i className={`swatch l${i + 1}`} />
            {label}
          </li>
        ))}
        <li>
          <i className="swatch wn" />
          {nl.unknownAnswer}
        </li>
        <li>
          <i className="mark" />
          {nl.compare.sufficientFrom}
        </li>
      </ul>
      {from !== undefined && to !== undefined && (
        <ul>
          <li>
            <i className="dot then" />
            {from}
          </li>
          <li>
            <i className="dot now" />
            {to}
          </li>
          <li>{nl.compare.sameSchools}</li>
          <li>{nl.compare.apartLegend}</li>
        </ul>
      )}
    </div>
  )
}

/** One school: its level then and now on four stops. */
export function OwnLevel(props: {
  levels: readonly { readonly value: number | string; readonly label: string }[]
  then?: Answer | undefined
  now?: Answer | undefined
}) {
  const at = (answer: Answer | undefined) =>
    answer === undefined ? -1 : props.levels.findIndex((l) => l.value === answer.value)
  const [a, b] = [at(props.then), at(props.now)]
  return (
    <div className="own-level">
      <p>
        {props.then !== undefined && <>{props.then.label} → </>}
        <b>{props.now?.label ?? '–'}</b>
      </p>
      <div className="stops" aria-hidden="true">
        {props.levels.map((level, i) => (
          <i
            key={level.value}
            className={i === b ? `now l${i + 1}` : i === a ? 'then' : i <= b ? `before l${i + 1}` : ''}
          />
        ))}
      </div>
    </div>
  )
}
