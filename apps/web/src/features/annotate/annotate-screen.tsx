'use client'

import { OpeningReader } from '../../components/early/opening-reader.tsx'
import { afterText } from '../../components/lazily.tsx'
import type { AnnotateProps } from './annotate.tsx'
import { useShownDocument } from './shown-document.ts'

const Annotate = afterText(async () => (await import('./annotate.tsx')).Annotate, <OpeningReader />)

/** Read & annotate. What it needs is fetched after the text stands. */
export function AnnotateScreen(props: AnnotateProps) {
  const documentId = useShownDocument(props.documentId)
  return <Annotate key={documentId} {...props} documentId={documentId} />
}
