interface Account {
  readonly email: string
  readonly password: string
}

export interface Timed {
  /** Milliseconds until the whole answer was read. */
  readonly took: number
  readonly body: unknown
}

export type Ask = (path: string, file?: string | Uint8Array<ArrayBuffer>) => Promise<Timed>

/**
 * Requests of a person who signed in: a file is posted, everything else read. They throw when an answer is
 * not 200 or 201.
 */
export async function signIn(url: string, { email, password }: Account): Promise<Ask> {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (path, file) => {
    const headers = { cookie, origin: url }
    const init =
      file === undefined
        ? { headers }
        : {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/octet-stream' },
            body: file,
          }
    const begun = performance.now()
    const answer = await fetch(url + path, init)
    const text = await answer.text()
    const took = performance.now() - begun
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`)
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
    return { took, body: isJson ? JSON.parse(text) : text }
  }
}
