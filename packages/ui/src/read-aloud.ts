import { nl } from './nl.ts'

/**
 * Makes every `[data-say]` button under `root` read its question and answers aloud, in Dutch, with
 * the voice of the device. Buttons appear only where the browser can speak. Works on plain HTML,
 * before the form itself has been loaded.
 */
export function readAloud(root: Document): void {
  if (!('speechSynthesis' in window)) return
  root.documentElement.classList.add('can-say')
  root.addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>('[data-say]')
    if (button) toggle(button)
  })
  window.addEventListener('pagehide', () => speechSynthesis.cancel())
}

let speaking: HTMLElement | undefined

function toggle(button: HTMLElement): void {
  const again = speaking === button
  stop()
  if (again) return
  const question = document.getElementById(button.dataset.say ?? '')
  if (question === null) return
  const speech = new SpeechSynthesisUtterance(spokenText(question))
  speech.lang = 'nl-NL'
  speech.rate = 0.9
  const voice = speechSynthesis.getVoices().find((one) => one.lang.startsWith('nl'))
  if (voice !== undefined) speech.voice = voice
  speech.onend = () => speaking === button && stop()
  speech.onerror = (event) => {
    if (event.error === 'interrupted' || event.error === 'canceled') return
    stop()
    say(button, '[data-say-status]', nl.cannotSay)
  }
  speaking = button
  say(button, '[data-say-label]', nl.stopSaying)
  speechSynthesis.speak(speech)
}

function stop(): void {
  if (speaking === undefined) return
  say(speaking, '[data-say-label]', nl.sayAloud)
  speaking = undefined
  speechSynthesis.cancel()
}

function say(button: HTMLElement, part: string, text: string): void {
  const target = button.parentElement?.querySelector(part)
  if (target) target.textContent = text
}

/** Question first, then each answer, with a rest between. */
function spokenText(question: HTMLElement): string {
  const parts = question.querySelectorAll('.simple-title, .question-about, .option-text')
  return [...parts].map((part) => (part.textContent ?? '').trim().replace(/[.?!]?$/, '.')).join(' ')
}
