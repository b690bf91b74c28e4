interface Answering {
  header: (name: string, value: string, options: { append: true }) => void
}

/** Gives the response of `c` these cookies. */
export function addCookies(c: Answering, from: Headers): void {
  for (const cookie of from.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
