import { useId } from 'react'
import { nlFile } from '../nl-file.ts'
import type { FileProgress as Now } from '../send-file.ts'

/** How far a file is, as the server counts it; who cannot see the bar hears every quarter. */
export function FileProgress({ now }: { now: Now }) {
  const id = useId()
  const counted = now.of === 0 ? {} : { max: now.of, value: now.done }
  return (
    <div className="file-progress">
      <p id={id}>{nlFile.now(now)}</p>
      <progress aria-labelledby={id} {...counted} />
      <output className="sr">{nlFile.heard(now)}</output>
    </div>
  )
}
