import type { Browser } from 'playwright-core'

export interface PageTimes {
  /** Milliseconds from navigation to the frame in which the first question could be read. */
  readonly readable: number
  /** Milliseconds to the first answer that was given and kept once everything had loaded. */
  readonly answerable: number
  /** Bytes over the line until the page had come to rest. */
  readonly bytes: number
}

/** Chrome DevTools' "Slow 4G": 562.5 ms, 1.44 Mbit/s down, 0.675 Mbit/s up. */
const slow4g = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 }

/**
 * Opens `url` on a phone-sized screen with a 4 times slower processor and slow 4G, and looks every
 * frame whether the first question (`question`: its text) can be read and answered. An answer that
 * is lost when the script takes over is given again and counts from then.
 */
export async function measurePage(browser: Browser, url: string, question: string): Promise<PageTimes> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', slow4g)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  let bytes = 0
  devtools.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength
  })
  // The TypeScript loader marks functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(watch, question)
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(
    () => window.bench.answerable > 0 && performance.now() - window.bench.answerable > 3000,
  )
  const times = await page.evaluate(() => window.bench)
  await context.close()
  return { ...times, bytes }
}

declare global {
  interface Window {
    bench: { readable: number; answerable: number }
  }
}

function watch(question: string): void {
  const bench = { readable: 0, answerable: 0 }
  window.bench = bench
  const seen = (element: Element) => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0
  }
  const look = () => {
    const titles = [
      ...document.querySelectorAll('h1, h2, h3, h4, h5, legend, [role=heading], [class*=title]'),
    ]
    if (bench.readable === 0) {
      const title = titles.find((one) => seen(one) && one.textContent.replace(/\s+/g, ' ').includes(question))
      if (title !== undefined) bench.readable = performance.now()
    }
    if (bench.readable > 0) {
      const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')]
      const first = radios.find((radio) => seen(radio.closest('label') ?? radio))
      if (first !== undefined && !radios.some((radio) => radio.checked)) {
        first.click()
        bench.answerable = performance.now()
      }
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
