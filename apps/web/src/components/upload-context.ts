'use client'

import { createContext, use } from 'react'

/** Ways to add documents to the open project. What is under way goes on across its screens. */
export type Uploads = {
  /** Whether this person may add documents. */
  readonly isAllowed: boolean
  readonly addFiles: (files: readonly File[]) => void
  /** Opens the browser's dialog for files. */
  readonly chooseFiles: () => void
  /** Asks for a title and adds text that was pasted. */
  readonly addText: (text: string) => void
}

const UploadsContext = createContext<Uploads | null>(null)

export const UploadsProvider = UploadsContext.Provider

/** Ways to add documents. Only on screens of a project. */
export function useUploads(): Uploads {
  const uploads = use(UploadsContext)
  if (!uploads) throw new Error('useUploads needs the screens of a project around it')
  return uploads
}
