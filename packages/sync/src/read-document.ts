import type { DocumentId, ProjectId } from '@parallax/domain'
import type { ApiClient } from './api-client.ts'

/** A document as the server has it: its streams, its text, and what stands beside them. */
export type ReadDocument = {
  readonly opened: Awaited<ReturnType<ApiClient['documents']['open']['query']>>
  readonly text: string
}

/** A document that was asked for before the project around it was there. */
export type ReadAhead = {
  readonly documentId: DocumentId
  readonly read: Promise<ReadDocument>
}

/** What is asked, and how: texts come from their own address. */
export type DocumentReader = {
  readonly client: ApiClient
  readonly fetch?: ((address: string) => Promise<Response>) | undefined
}

/** Reads a document with its text. Rejects when either is not there. */
export async function readDocument(
  { client, fetch: read = fetch }: DocumentReader,
  project: ProjectId,
  document: DocumentId,
): Promise<ReadDocument> {
  const opened = await client.documents.open.query({ project, document })
  const head = opened.document.records.find(({ id }) => id === document)
  const textSha256 = head?.kind === 'document' ? head.data.textSha256 : ''
  const response = await read(`/api/texts/${project}/${textSha256}`)
  if (!response.ok) throw new Error(`the text of the document is not there (${response.status})`)
  return { opened, text: await response.text() }
}

/** Asks for a document now, for whoever opens it first. */
export function readAhead(
  reader: DocumentReader,
  project: ProjectId,
  documentId: DocumentId,
): ReadAhead {
  const read = readDocument(reader, project, documentId)
  // Whoever opens the document hears of it; until then, and if nobody does, it is nobody's fault.
  read.catch(() => undefined)
  return { documentId, read }
}
