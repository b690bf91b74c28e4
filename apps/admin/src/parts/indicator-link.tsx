import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { pathOfCode } from './expectation-link.tsx'

/** A link to the page of one indicator. */
export function IndicatorLink({ code, children }: { code: string; children: ReactNode }) {
  return (
    <Link to="/cijfers/$code" params={{ code: pathOfCode(code) }}>
      {children}
    </Link>
  )
}
