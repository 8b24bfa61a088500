import type { DocumentId, LogEntry, ProjectId } from '@parallax/domain'
import { type ApiClient, createApiClient } from '@parallax/sync/api-client'
import type { SignedIn } from '../bench/visitor.ts'
import type { WholeStream } from './stream-states.ts'

/** A stream with its whole log. */
export type LoggedStream = WholeStream & { readonly lines: readonly LogEntry[] }

const mostAtOnce = 1_000

/** Every stream of a project of at most 200 documents, none of them retired, as the server has it. */
export async function readProject(
  { origin, cookie }: SignedIn,
  project: ProjectId,
): Promise<readonly LoggedStream[]> {
  const client = createApiClient({ origin, headers: { cookie, origin } })
  const { registry, codebook } = await client.projects.open.query({ project })
  const { rows } = await client.documents.list.query({ project, limit: 200 })
  const opened = await Promise.all(
    rows.map(({ id }) => client.documents.open.query({ project, document: id as DocumentId })),
  )
  const ofDocuments = opened.flatMap(({ document, layers }) => [document, ...layers])
  // The server's ids are the domain's; the wire knows them as strings.
  const streams = [registry, codebook, ...ofDocuments] as readonly WholeStream[]
  return await Promise.all(
    streams.map(async (each) => ({ ...each, lines: await linesOf(client, project, each) })),
  )
}

async function linesOf(
  client: ApiClient,
  project: ProjectId,
  { id: stream, seq: head }: WholeStream,
): Promise<readonly LogEntry[]> {
  const lines: LogEntry[] = []
  while (lines.length < head) {
    const asked = { project, stream, seq: lines.length, limit: mostAtOnce }
    const { entries } = await client.changes.since.query(asked)
    if (entries.length === 0) break
    lines.push(...(entries as readonly LogEntry[])) // as above
  }
  return lines
}
