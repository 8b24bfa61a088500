const ANY_ORIGIN = 'https://here.invalid'

/** A path of this site to go to after signing in; anything else becomes the start page. */
export function safePath(path: string | undefined): string {
  if (path === undefined || !path.startsWith('/')) return '/'
  // Resolved as a browser does: it reads backslashes as slashes and drops tabs and line ends.
  const url = new URL(path, ANY_ORIGIN)
  return url.origin === ANY_ORIGIN ? url.pathname + url.search + url.hash : '/'
}
