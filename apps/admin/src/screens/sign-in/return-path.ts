/** Where to go after signing in: only a path of this site, so that a link cannot lead elsewhere. */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return '/'
  return wanted.startsWith('/inloggen') || wanted.startsWith('/inrichten') ? '/' : wanted
}
