// Gives a page of our own where the browser would say that there is no connection. It keeps these three files and
// nothing else: no form, no link, no answer. Plain JavaScript, because its address may not change.
const shelf = 'offline-1'
const page = '/respond/offline.html'
const files = [page, '/respond/offline.css', '/respond/offline.js']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shelf).then((cache) => cache.addAll(files)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  const old = async () => {
    const names = (await caches.keys()).filter((name) => name !== shelf)
    await Promise.all(names.map((name) => caches.delete(name)))
    // The request for the page leaves while this script wakes up.
    await self.registration.navigationPreload?.enable()
  }
  event.waitUntil(old())
})

const kept = async (file) => (await caches.match(file)) ?? Response.error()

self.addEventListener('fetch', (event) => {
  const { mode, url } = event.request
  const { pathname } = new URL(url)
  if (mode === 'navigate') {
    const fromServer = async () => (await event.preloadResponse) ?? (await fetch(event.request))
    event.respondWith(fromServer().catch(() => kept(page)))
  } else if (files.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => kept(pathname)))
  }
})
