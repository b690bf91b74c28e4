import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { ApiProblem } from '../api.ts'
import { nl } from '../nl.ts'

let firstPage = true

/**
 * One screen: its name in the title of the window, and the focus on its heading when a person came
 * here from another screen (not at the first load, where the browser starts at the top by itself).
 */
export function Page(props: { title: string; above?: ReactNode; lead?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${props.title} · ${nl.product}`
  }, [props.title])
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true })
    firstPage = false
  }, [])
  return (
    <>
      {props.above !== undefined && <p className="above">{props.above}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.lead !== undefined && <div className="lead">{props.lead}</div>}
      {props.children}
    </>
  )
}

export function Loading({ lines = 4 }: { lines?: number }) {
  return (
    <output className="loading">
      <span>{nl.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <i key={i} aria-hidden="true" />
      ))}
    </output>
  )
}

export function Trouble({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div className="trouble" role="alert">
      <strong>{nl.problem.title}</strong>
      <p>{error.message}</p>
      {retry !== undefined && (
        <button type="button" onClick={retry}>
          {nl.retry}
        </button>
      )}
    </div>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>
}

/**
 * What a question to the server gave: loading, an error with a way to retry, or the answer.
 * `missing` stands where there is nothing yet (404): that is no error.
 */
export function Answered<T>(props: {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
  lines?: number
  missing?: ReactNode
}) {
  const { query, missing } = props
  if (missing !== undefined && query.error instanceof ApiProblem && query.error.status === 404)
    return <Empty>{missing}</Empty>
  if (query.data !== undefined) return props.children(query.data)
  if (query.error !== null) return <Trouble error={query.error} retry={() => void query.refetch()} />
  return <Loading {...(props.lines === undefined ? {} : { lines: props.lines })} />
}
