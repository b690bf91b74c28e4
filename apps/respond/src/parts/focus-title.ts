import { useEffect } from 'react'

/** A new screen begins at its title, for eyes and for screen readers. */
export function useFocusTitle(): void {
  useEffect(() => {
    window.scrollTo(0, 0)
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [])
}
