/**
 * From now on a page of our own is shown when there is no connection at all. Last of all work: nothing waits for it,
 * and without it the browser's own page comes.
 */
export function prepareForOffline({ serviceWorker }: Navigator): void {
  // Old browsers and addresses without https have none.
  void (serviceWorker as ServiceWorkerContainer | undefined)
    ?.register('/respond/worker.js', { scope: '/r/' })
    .catch(() => {})
}
