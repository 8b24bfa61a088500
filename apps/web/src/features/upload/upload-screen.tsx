'use client'

import { WhileOpening } from '../../components/early/while-opening.tsx'
import { afterText } from '../../components/lazily.tsx'
import type { UploadFrameProps } from './upload-frame.tsx'

const UploadFrame = afterText(
  async () => (await import('./upload-frame.tsx')).UploadFrame,
  <WhileOpening />,
)

/** Adding documents, around every screen of a project. */
export function UploadScreen(props: UploadFrameProps) {
  return <UploadFrame {...props} />
}
