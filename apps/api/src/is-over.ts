/** What of an action says whether it is over. */
interface Lasting {
  readonly status: string
  /** 'YYYY-MM-DD' */
  readonly dueOn: string
}

/**
 * Can an action be looked back on, and does it wait for that? It was decided, nobody looked back yet, and it was
 * ended or its last day is past.
 */
export const isOver = ({ status, dueOn }: Lasting, today: string): boolean =>
  ['done', 'stopped'].includes(status) || (['decided', 'running'].includes(status) && dueOn < today)
