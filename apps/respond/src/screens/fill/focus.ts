/** Puts the reader at the top of the page that has just come. */
export function focusPage(): void {
  requestAnimationFrame(() => {
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('.form h1')?.focus({ preventScroll: true })
  })
}

/** Puts the reader at the first input of a question, with the whole question in sight. */
export function focusQuestion(item: string): void {
  requestAnimationFrame(() => {
    const question = document.getElementById(`q-${item}`)
    question?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
    question?.scrollIntoView({ block: 'start' })
  })
}
