import type { NavScreen } from './app-nav.tsx'

/** Where a screen of a project is. */
export function projectScreenPath(project: string, screen: NavScreen): string {
  return `/p/${project}/${screen}`
}

/** Where a document is read and annotated. */
export function documentPath(project: string, document: string): string {
  return `/p/${project}/documents/${document}`
}

/** Where a document is read as still text, and printed. */
export function readingPath(project: string, document: string): string {
  return `${documentPath(project, document)}/read`
}

/** Where one row of the registry is shown. */
export function registryPath(project: string, kind: 'entity' | 'proposition', id: string): string {
  const query = new URLSearchParams(kind === 'proposition' ? { tab: 'propositions' } : {})
  query.set('id', id)
  return `${projectScreenPath(project, 'registry')}?${query}`
}
