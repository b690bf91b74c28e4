/** Seconds until the next attempt: 1, 2, 4 … at most 30, spread by up to a quarter so that a class does not knock at once. */
export function backoffSeconds(attempt: number, random: () => number): number {
  const base = Math.min(30, 2 ** Math.max(0, attempt - 1))
  return base * (0.875 + random() * 0.25)
}

/** Waits, but no longer than until the connection comes back or `wake` is called. */
export interface Patience {
  wait(seconds: number): Promise<void>
  wake(): void
}

/** The real clock and the browser's own news about the connection. */
export function browserPatience(): Patience {
  let release: (() => void) | undefined
  const wake = () => release?.()
  window.addEventListener('online', wake)
  return {
    wake,
    wait: (seconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => release?.(), seconds * 1000)
        release = () => {
          clearTimeout(timer)
          release = undefined
          resolve()
        }
      }),
  }
}
