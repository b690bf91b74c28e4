/** Resolves when no finger or mouse button is down, so that no tap falls between two pages. */
export async function pointerAtRest(): Promise<void> {
  let down = false
  const press = () => {
    down = true
  }
  const lift = () => {
    down = false
  }
  document.addEventListener('pointerdown', press, true)
  document.addEventListener('pointerup', lift, true)
  document.addEventListener('pointercancel', lift, true)
  // A tap that started before this script is over, its click included, after two tasks.
  do await new Promise((resolve) => setTimeout(resolve, 0))
  while (down || document.querySelector('label:active, input:active, button:active') !== null)
  document.removeEventListener('pointerdown', press, true)
  document.removeEventListener('pointerup', lift, true)
  document.removeEventListener('pointercancel', lift, true)
}

/** Remembers focus, selection and scroll of `old`; the returned function gives them to the new page. */
export function holdPlace(old: Element): (fresh: Element) => void {
  const active = old.contains(document.activeElement) ? document.activeElement : null
  const [x, y] = [window.scrollX, window.scrollY]
  const open = [...old.querySelectorAll('details')].map((one) => one.open)
  return (fresh) => {
    fresh.querySelectorAll('details').forEach((one, place) => {
      one.open = open[place] ?? false
    })
    const target = active === null ? null : sameElement(active, fresh)
    if (target !== null) {
      target.focus({ preventScroll: true })
      const from = active as Partial<HTMLInputElement>
      if (target instanceof HTMLTextAreaElement || (target as HTMLInputElement).type === 'text') {
        const field = target as HTMLInputElement
        field.setSelectionRange(from.selectionStart ?? null, from.selectionEnd ?? null)
      }
    }
    window.scrollTo(x, y)
  }
}

function sameElement(active: Element, fresh: Element): HTMLElement | null {
  if (active.id !== '') return fresh.querySelector<HTMLElement>(`#${CSS.escape(active.id)}`)
  const say = active.getAttribute('data-say')
  if (say !== null) return fresh.querySelector<HTMLElement>(`[data-say="${CSS.escape(say)}"]`)
  return active.hasAttribute('data-next') ? fresh.querySelector<HTMLElement>('[data-next]') : null
}
