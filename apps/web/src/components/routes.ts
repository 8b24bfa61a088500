/** Where a project opens: at its documents unless another of its screens is named. */
export function projectPath(projectId: string, screen: 'documents' | 'team' = 'documents'): string {
  return `/projects/${projectId}/${screen}`
}

/** A path of this site to go to after signing in; anything else becomes the start page. */
export function safePath(path: string | undefined): string {
  const isOurs = path !== undefined && /^\/(?![/\\])/u.test(path)
  return isOurs ? path : '/'
}
