import type { CodecInput } from '@parallax/formats'

/** What was brought, until it is closed. */
export type OpenInput = CodecInput & { readonly close: () => Promise<void> }

/** Whether a system left it behind in a folder or archive of a person. */
export function isLeftBehind(file: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/.test(file)
}

/** The order of files. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}
