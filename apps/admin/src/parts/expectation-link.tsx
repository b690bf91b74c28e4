import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** 'OL.B.4' as it stands in an address: 'OL-B-4', because a dot in a path looks like a file. */
export const pathOfCode = (code: string): string => code.replaceAll('.', '-')

/** The code of an address, written with dashes or with dots. */
export const codeOfPath = (path: string): string => path.replaceAll('-', '.')

/** A link to what is known about one expectation; `place` is a part of that page. */
export function ExpectationLink(props: {
  code: string
  place?: string
  className?: string
  children: ReactNode
}) {
  const { code, place, className } = props
  return (
    <Link
      to="/verwachting/$code"
      params={{ code: pathOfCode(code) }}
      {...(place === undefined ? {} : { hash: place })}
      {...(className === undefined ? {} : { className })}
    >
      {props.children}
    </Link>
  )
}
