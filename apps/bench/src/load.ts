import { connect } from 'node:net'

/** What `load` measured. */
export interface Load {
  /** Answers per second, until the last one. */
  readonly rate: number
  /** Milliseconds from the sending of a request to the end of its answer. */
  readonly times: readonly number[]
}

const wholeBody = /^content-length: (\d+)\r$/im

/** True when head and body of an answer have arrived. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = Number(wholeBody.exec(answer)?.[1])
  if (Number.isNaN(length)) throw new Error('The bench reads answers with a content-length only.')
  return answer.length >= head + 4 + length
}

/** One connection: sends, waits for the whole answer, sends the next, until there is nothing to send. */
function converse(port: number, next: () => string | undefined, times: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = 0
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    const send = () => {
      const request = next()
      answer = ''
      begun = performance.now()
      if (request !== undefined) socket.write(request)
      else socket.end(resolve)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (!isWhole(answer)) return
      times.push(performance.now() - begun)
      if (answer.startsWith('HTTP/1.1 201 ')) send()
      else socket.destroy(new Error(`An answer was no receipt: ${answer}`))
    })
  })
}

/**
 * Posts JSON over plain HTTP/1.1 and keep-alive connections, each one request at a time. Written on sockets
 * because it shares two cores with what it measures: a general client costs as much as the server's HTTP.
 * Throws when an answer is not 201.
 */
export async function load(
  url: string,
  connections: number,
  requests: { readonly count: number; readonly make: (at: number) => { path: string; body: string } },
): Promise<Load> {
  const { port, host } = new URL(url)
  const times: number[] = []
  let at = 0
  const next = () => {
    if (at === requests.count) return undefined
    const { path, body } = requests.make(at++)
    const length = Buffer.byteLength(body)
    return `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, () => converse(Number(port), next, times)))
  return { rate: requests.count / ((performance.now() - begun) / 1000), times }
}
