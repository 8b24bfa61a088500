import { createReadStream } from 'node:fs'
import { canonicalText, layerRecordKinds, type ProjectMode, type Result } from '@parallax/domain'
import { textAtOnceUtf16 } from '@parallax/files'
import {
  type NumberedItem,
  type ProjectCodec,
  type ReadProblem,
  splitLines,
  untilUnreadable,
} from '@parallax/formats'
import { sha256 } from '../sha256.ts'
import { storableProblem } from '../submit/storable.ts'
import type { ReadingCourse } from './open-brought.ts'

type Outcome = Result<NumberedItem, ReadProblem>

/** The items of a file, with everything that is wrong with it. Throws once the signal says stop. */
export async function* readItems(
  file: string,
  read: NonNullable<ProjectCodec['read']>,
  { signal, onRead }: ReadingCourse = {},
): AsyncIterable<Outcome> {
  const lines = splitLines(piecesOf(file, onRead), textAtOnceUtf16())
  for await (const outcome of untilUnreadable(read(lines))) {
    signal?.throwIfAborted()
    yield outcome
  }
}

async function* piecesOf(file: string, onRead: ReadingCourse['onRead']): AsyncGenerator<string> {
  const stream = createReadStream(file, { encoding: 'utf8' })
  let toldBytes = 0
  for await (const piece of stream as AsyncIterable<string>) {
    onRead?.(stream.bytesRead - toldBytes)
    toldBytes = stream.bytesRead
    yield piece
  }
}

/** What is in a file without a problem. */
export type FileSummary = {
  readonly name: string
  readonly mode: ProjectMode
  readonly documents: number
  readonly layers: number
  /** Records of layers. */
  readonly records: number
  /** Everything that is not deleted, by kind. */
  readonly counts: Readonly<Record<string, number>>
}

/** A file's report: what is in it, or all that is wrong with it (the first hundred, and how many). */
export type FileReport =
  | { readonly isGood: true; readonly summary: FileSummary }
  | {
      readonly isGood: false
      readonly problems: readonly ReadProblem[]
      readonly problemCount: number
    }

const mostProblems = 100

/** Reads a file from end to end without keeping it, and reports. */
export async function reportFile(
  file: string,
  read: NonNullable<ProjectCodec['read']>,
  course: ReadingCourse = {},
): Promise<FileReport> {
  const problems: ReadProblem[] = []
  const counts: Record<string, number> = {}
  let problemCount = 0
  let project: Pick<FileSummary, 'name' | 'mode'> = { name: '', mode: 'together' }
  for await (const outcome of readItems(file, read, course)) {
    const found = problemsOf(outcome)
    problemCount += found.length
    problems.push(...found.slice(0, mostProblems - problems.length))
    if (!outcome.ok) continue
    const { item } = outcome.value
    if (item.item === 'manifest') project = item.manifest.project
    else if (item.item !== 'person' && !item.record.deleted)
      counts[item.record.kind] = (counts[item.record.kind] ?? 0) + 1
  }
  return problemCount > 0
    ? { isGood: false, problems, problemCount }
    : { isGood: true, summary: summaryOf(project, counts) }
}

function summaryOf(
  project: Pick<FileSummary, 'name' | 'mode'>,
  counts: FileSummary['counts'],
): FileSummary {
  const inLayers = Object.keys(layerRecordKinds).map((kind) => counts[kind] ?? 0)
  return {
    ...project,
    documents: counts.document ?? 0,
    layers: counts.layer ?? 0,
    records: inLayers.reduce((sum, count) => sum + count, 0),
    counts,
  }
}

/** What a codec cannot see: hashes, and what the database cannot keep. */
function problemsOf(outcome: Outcome): readonly ReadProblem[] {
  if (!outcome.ok) return [outcome.reason]
  const { line, item } = outcome.value
  const unstorable = storableProblem(item, JSON.stringify(item))
  const messages = unstorable === undefined ? [] : [`It cannot be kept: ${unstorable}.`]
  if (item.item === 'document' && item.text !== null) {
    const canonical = canonicalText(item.text)
    if (!canonical.ok || canonical.value !== item.text)
      messages.push('The text is not in the form that documents have.')
    if (sha256(item.text) !== item.record.data.textSha256)
      messages.push('The text is not the one that its SHA-256 says.')
  }
  return messages.map((message) => ({ line, message }))
}
