import './style.css'
import { readAloud } from '@km/ui/read-aloud'

/**
 * The first, small script. The page can be read and answered without it; it lets the page be read
 * aloud, remembers a "Volgende" that came too early, and fetches the form itself.
 */
readAloud(document)

const early = { next: false, over: false }
document.addEventListener('click', (event) => {
  if (early.over) return
  const button = (event.target as Element | null)?.closest<HTMLElement>('[data-next]')
  if (!button) return
  early.next = true
  button.setAttribute('aria-disabled', 'true')
  button.textContent = button.dataset.wait ?? button.textContent
})

async function load(attempt: number): Promise<void> {
  try {
    const { start } = await import('./start.tsx')
    await start(early)
  } catch (error) {
    // A class behind one access point: try again, a little later each time.
    if (attempt > 6) throw error
    setTimeout(() => void load(attempt + 1), 1000 * 2 ** attempt)
  }
}
void load(0)
