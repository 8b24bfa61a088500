import type { DocumentPage } from '@parallax/api'
import { useEffect, useState } from 'react'

/** The page of a document that holds a letter; `undefined` until it has come, and when it does not. */
export function useEarlyPage(
  project: string,
  document: string,
  fromUtf16: number | undefined,
): DocumentPage | undefined {
  const [page, setPage] = useState<DocumentPage>()
  useEffect(() => {
    // The server: the text is asked for first of all.
    if (fromUtf16 === undefined) return
    const leaving = new AbortController()
    fetchPage(`/api/documents/${project}/${document}/page?from=${fromUtf16}`, leaving.signal).then(
      setPage,
      // What opens the document says why it cannot be read.
      () => {},
    )
    return () => leaving.abort()
  }, [project, document, fromUtf16])
  return page
}

async function fetchPage(address: string, signal: AbortSignal): Promise<DocumentPage | undefined> {
  const answer = await fetch(address, { signal })
  // Our own server answers in this shape.
  return answer.ok ? ((await answer.json()) as DocumentPage) : undefined
}
