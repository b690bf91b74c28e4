/** Values of a number question: from `min` to `max` in steps of `step`. */
export interface Range {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Floating point noise that a step may have: 0.1 + 0.2 is a step of 0.1. */
const stepNoise = 1e-9

/** Number of values from `min` to `max` in steps of `step`. */
export function countSteps(range: Range): number {
  return Math.floor((range.max - range.min) / range.step + stepNoise) + 1
}

/** Index of `value` in its range, or `undefined` when it is between two steps. */
export function stepIndex(value: number, min: number, step: number): number | undefined {
  const index = Math.round((value - min) / step)
  return Math.abs(min + index * step - value) <= stepNoise * Math.max(1, Math.abs(value)) ? index : undefined
}
