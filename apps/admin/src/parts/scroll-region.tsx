import type { ReactNode } from 'react'
import { nl } from '../nl.ts'

/** A wide table in its own region: the keyboard can scroll it, and a screen reader hears what it is. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" aria-label={`${label}: ${nl.compare.tableRegion}`} tabIndex={0}>
      {children}
    </section>
  )
}
