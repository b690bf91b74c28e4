/** One measured figure, for a person and for `--json`. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
}

/** The p-th percentile (0-100) of the values by nearest rank (Hyndman & Fan 1996, type 1). */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** Three significant digits: more would claim a precision that a run does not have. */
export function figure(name: string, value: number, unit: string): Figure {
  return { name, value: Number(value.toPrecision(3)), unit }
}

export function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`)
  const width = Math.max(...figures.map((one) => one.name.length))
  for (const one of figures)
    console.log(`  ${one.name.padEnd(width)}  ${one.value.toLocaleString('en')} ${one.unit}`)
}
