import type { Progress } from '@km/api'
import { ApiProblem, problemFrom } from './api-problem.ts'
import { nl } from './nl.ts'
import { nlFile } from './nl-file.ts'

/** How far a file is: bytes that left, lines that were looked at, or what was stored. */
export interface FileProgress {
  readonly phase: 'send' | Progress['phase']
  readonly done: number
  /** 0: the server is busy and does not count. */
  readonly of: number
}

type Told = (now: FileProgress) => void

interface Line {
  readonly progress?: FileProgress
  readonly outcome?: unknown
  readonly problem?: Partial<ApiProblem> & { readonly status: number }
}

const isStream = (request: XMLHttpRequest): boolean =>
  request.getResponseHeader('content-type')?.startsWith('application/x-ndjson') === true

/** Whole lines of what arrived after `from`, and where they end. */
function linesFrom(text: string, from: number): { readonly lines: readonly Line[]; readonly end: number } {
  const end = text.lastIndexOf('\n') + 1
  const whole = text.slice(from, end).split('\n')
  return { end, lines: whole.filter((one) => one !== '').map((one) => JSON.parse(one) as Line) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** The outcome in a whole answer; throws ApiProblem when it is a refusal, or when its end is missing. */
function outcomeOf(request: XMLHttpRequest): unknown {
  const { status, responseText: text } = request
  if (isStream(request)) {
    const last = linesFrom(text, 0).lines.at(-1)
    if (last?.outcome !== undefined) return last.outcome
    if (last?.problem !== undefined) throw problemFrom(last.problem, last.problem.status)
    throw new ApiProblem('offline', nlFile.lost, 0)
  }
  const said = parsed(text)
  if (status >= 200 && status < 300) return said
  throw problemFrom(said as Partial<ApiProblem>, status)
}

/**
 * Posts a file and says how far it is: how much of it was sent, and then what the server says of its own work.
 * Throws ApiProblem; of a connection that broke it says whether anything can have been stored.
 */
export function sendFile<T>(path: string, file: Blob, tell: Told): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let [read, sent] = [0, false]
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/x-ndjson, application/json')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      tell({ phase: 'send', done: loaded, of: total }),
    )
    request.upload.addEventListener('load', () => {
      sent = true
      tell({ phase: 'check', done: 0, of: 0 })
    })
    request.addEventListener('progress', () => {
      if (!isStream(request)) return
      const { lines, end } = linesFrom(request.responseText, read)
      read = end
      for (const { progress } of lines) if (progress) tell(progress)
    })
    request.addEventListener('load', () => {
      try {
        resolve(outcomeOf(request) as T)
      } catch (error) {
        reject(error as Error)
      }
    })
    request.addEventListener('error', () =>
      reject(new ApiProblem('offline', sent ? nlFile.lost : nl.problem.offline, 0)),
    )
    tell({ phase: 'send', done: 0, of: file.size })
    request.send(file)
  })
}
