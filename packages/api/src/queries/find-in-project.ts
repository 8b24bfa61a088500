import { putFolded } from '@parallax/db'
import type { DocumentId, ProjectId, TextRange } from '@parallax/domain'
import {
  indexText,
  indexWords,
  type PatternProblem,
  prepareQuestion,
  type Question,
  type Seeker,
  type Snippet,
  snippetOf,
} from '@parallax/find'
import type { Services } from '../services.ts'
import { type Candidate, candidateDocuments } from './find-documents.ts'
import {
  matchingRecords,
  type RecordFilter,
  type RecordOver,
  type RecordsOver,
  recordsOver,
} from './records-over.ts'

export type FindQuery = {
  readonly question: Question
  readonly filter: RecordFilter
  /** `next` of the page before. */
  readonly cursor: FindCursor | null
}

/** Where a search goes on: in this document from there, then in the documents after it. */
export type FindCursor = {
  readonly importedAt: string
  readonly document: DocumentId
  readonly fromUtf16: number
}

export type FoundHit = TextRange &
  Snippet & {
    /** The records over it, innermost first. */
    readonly records: readonly RecordOver[]
  }

export type FoundDocument = Pick<Candidate, 'id' | 'title' | 'publisherName' | 'publishedAt'> & {
  readonly hits: readonly FoundHit[]
  /** The pattern took too long here: there may be more hits behind the last one. */
  readonly isCut: boolean
}

/** A page of a search; `next` is null when everything was searched. */
export type FoundPage = {
  readonly documents: readonly FoundDocument[]
  readonly next: FindCursor | null
  /** Why the pattern cannot be read; then nothing was searched. */
  readonly problem: PatternProblem | null
}

export type FindLimits = {
  readonly hits: number
  /** Documents that are asked of the database at once. */
  readonly documents: number
  /** A page that takes longer ends with what it has. */
  readonly pageMs: number
  /** A document that takes longer is left. */
  readonly documentMs: number
}

const usualLimits: FindLimits = { hits: 50, documents: 20, pageMs: 1_500, documentMs: 3_000 }

/**
 * Looks for words in the texts of a project, document by document in the order of their import. The
 * database narrows the documents down; the seeker that also searches the open document decides. Ends
 * early, with what it has, when `signal` says that nobody waits any more.
 */
export async function findInProject(
  services: Pick<Services, 'db' | 'store'>,
  projectId: ProjectId,
  query: FindQuery,
  options: { readonly signal?: AbortSignal | undefined; readonly limits?: FindLimits } = {},
): Promise<FoundPage> {
  const { signal, limits = usualLimits } = options
  const prepared = await prepareQuestion(query.question)
  if (!prepared.ok) return { documents: [], next: null, problem: prepared.problem }
  if (query.question.words.trim() === '') return { documents: [], next: null, problem: null }
  const search = { services, projectId, seek: prepared.seek, filter: query.filter, limits, signal }
  const documents: FoundDocument[] = []
  let hitCount = 0
  const startedMs = performance.now()
  for await (const candidate of candidates(search, query)) {
    const fromUtf16 = candidate.id === query.cursor?.document ? query.cursor.fromUtf16 : 0
    const place = { fromUtf16, most: limits.hits - hitCount }
    const { found, restUtf16 } = await findInDocument(search, candidate, place)
    if (found.hits.length > 0 || found.isCut) documents.push(found)
    hitCount += found.hits.length
    const isFull = restUtf16 !== null
    if (isFull || signal?.aborted || performance.now() - startedMs > limits.pageMs) {
      const { importedAt, id: document } = candidate
      const next = { importedAt, document, fromUtf16: restUtf16 ?? wholeDocument }
      return { documents, next, problem: null }
    }
  }
  return { documents, next: null, problem: null }
}

/** Behind the end of any text: what is left of a document that has been searched. */
const wholeDocument = 2_147_483_647

type Search = {
  readonly services: Pick<Services, 'db' | 'store'>
  readonly projectId: ProjectId
  readonly seek: Seeker
  readonly filter: RecordFilter
  readonly limits: FindLimits
  readonly signal: AbortSignal | undefined
}

/** The documents to look into, asked of the database as they are needed. */
async function* candidates(
  { services, projectId, filter, limits }: Search,
  { question, cursor }: FindQuery,
): AsyncGenerator<Candidate> {
  const words = indexWords(question)
  let from = cursor === null ? undefined : { ...cursor, isDone: cursor.fromUtf16 === wholeDocument }
  for (;;) {
    const page = { words, filter, from, limit: limits.documents }
    const batch = await candidateDocuments(services.db, projectId, page)
    yield* batch
    const last = batch.at(-1)
    if (last === undefined || batch.length < limits.documents) return
    from = { importedAt: last.importedAt, document: last.id, fromUtf16: 0, isDone: true }
  }
}

type InDocument = {
  readonly found: FoundDocument
  /** Where to go on when there may be more than was asked for. */
  readonly restUtf16: number | null
}

async function findInDocument(
  search: Search,
  candidate: Candidate,
  { fromUtf16, most }: { readonly fromUtf16: number; readonly most: number },
): Promise<InDocument> {
  const { id, title, publisherName, publishedAt } = candidate
  const text = await textOf(search, candidate)
  const isFiltered = matchingRecords(search.filter) !== undefined
  const everywhere = { startUtf16: 0, endUtf16: text.length }
  const wanted = isFiltered ? await recordsAt(search, id, [everywhere]) : undefined
  const { ranges, isCut } = await rangesIn(search, text, { fromUtf16, most, wanted })
  const over = wanted ?? (await recordsAt(search, id, ranges))
  const hits = ranges.map((range) => ({
    ...range,
    ...snippetOf(text, range),
    records: over(range),
  }))
  const restUtf16 = ranges.length >= most ? (ranges.at(-1)?.endUtf16 ?? 0) : null
  return { found: { id, title, publisherName, publishedAt, hits, isCut }, restUtf16 }
}

async function recordsAt(
  { services, projectId, filter }: Search,
  document: DocumentId,
  ranges: readonly TextRange[],
): Promise<RecordsOver> {
  if (ranges.length === 0) return () => []
  return recordsOver(services.db, projectId, document, { ranges, filter })
}

/** The text of a document. One that was stored unfolded is folded for the next search. */
async function textOf({ services, projectId }: Search, candidate: Candidate): Promise<string> {
  const { textSha256: sha256, isFolded } = candidate
  const text = (await services.store.text(projectId, sha256)) ?? ''
  if (!isFolded) await putFolded(services.db, { projectId, sha256, folded: indexText(text) })
  return text
}

const sliceMs = 8

/** The hits in a text, searched in slices so that the server answers others in between. */
async function rangesIn(
  { seek, limits, signal }: Search,
  text: string,
  { fromUtf16, most, wanted }: { fromUtf16: number; most: number; wanted: RecordsOver | undefined },
): Promise<{ readonly ranges: readonly TextRange[]; readonly isCut: boolean }> {
  const ranges: TextRange[] = []
  const startedMs = performance.now()
  let sliceStartMs = startedMs
  for (const hit of seek(text, { fromUtf16 })) {
    if (hit !== undefined && (wanted === undefined || wanted(hit).length > 0)) ranges.push(hit)
    if (ranges.length >= most) break
    if (performance.now() - sliceStartMs < sliceMs) continue
    await new Promise(setImmediate)
    sliceStartMs = performance.now()
    if (signal?.aborted || sliceStartMs - startedMs > limits.documentMs)
      return { ranges, isCut: true }
  }
  return { ranges, isCut: false }
}
