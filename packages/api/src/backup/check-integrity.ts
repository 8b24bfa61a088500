import { createHash } from 'node:crypto'
import { type Db, everyRelease, type StoredRelease, schema } from '@parallax/db'
import { asc, gt, sql } from 'drizzle-orm'
import { readContent } from '../releases/read-release.ts'
import { sha256 } from '../sha256.ts'
import type { BlobStore } from '../uploads/blob-store.ts'
import { checkStream, type StreamProblem, type StreamToCheck } from './check-stream.ts'

/** Something in the data that is not as it must be, in words, with the place. */
export type IntegrityProblem =
  | StreamProblem
  | {
      readonly kind: 'text' | 'original' | 'release'
      readonly place: string
      readonly problem: string
    }

/** How much was looked at, and what is wrong with it. */
export type IntegrityReport = {
  readonly streams: number
  readonly changes: number
  readonly texts: number
  readonly originals: number
  readonly releases: number
  /** Files that are not in their store, of those that were known to be missing; no problems. */
  readonly knownMissing: number
  /** The first of them; `problemCount` says how many there are. */
  readonly problems: readonly IntegrityProblem[]
  readonly problemCount: number
}

const problemsListed = 50
const streamsPerPage = 500

/**
 * Folds every log anew and holds the tables to it: records, references, counters, the numbers of the
 * log; texts, originals and releases to their hashes. Work may go on meanwhile. Memory holds one stream.
 * Of the files that are known to be missing it is counted how many are.
 */
export async function checkIntegrity(
  db: Db,
  blobs: BlobStore,
  knownMissing: readonly string[] = [],
): Promise<IntegrityReport> {
  const problems = new ProblemList()
  const known = new KnownMissing(knownMissing)
  let [streams, changes] = [0, 0]
  for await (const stream of allStreams(db)) {
    const { changeCount, problems: found } = await checkStream(db, stream)
    streams += 1
    changes += changeCount
    problems.add(found)
  }
  const texts = await checkTexts(db, problems)
  const files = { blobs, known, problems }
  const originals = await checkOriginals(db, files)
  const releases = await checkReleases(db, files)
  const looked = { streams, changes, texts, originals, releases }
  return { ...looked, knownMissing: known.count, ...problems.told() }
}

/** Where files are looked for, and what comes of it. */
type Files = {
  readonly blobs: BlobStore
  readonly known: KnownMissing
  readonly problems: ProblemList
}

/** The files that nobody expects, each counted once when it is not there. */
class KnownMissing {
  readonly #expected: ReadonlySet<string>
  readonly #found = new Set<string>()

  constructor(names: readonly string[]) {
    this.#expected = new Set(names)
  }

  /** Whether it is no news that this one is not there. */
  hasHeardOf(name: string): boolean {
    const isExpected = this.#expected.has(name)
    if (isExpected) this.#found.add(name)
    return isExpected
  }

  get count(): number {
    return this.#found.size
  }
}

class ProblemList {
  readonly #first: IntegrityProblem[] = []
  #count = 0

  add(found: readonly IntegrityProblem[]): void {
    this.#count += found.length
    this.#first.push(...found.slice(0, problemsListed - this.#first.length))
  }

  told() {
    return { problems: this.#first, problemCount: this.#count }
  }
}

async function* allStreams(db: Db): AsyncGenerator<StreamToCheck, void, void> {
  const { streams } = schema
  let last: StreamToCheck | undefined
  for (;;) {
    const page: StreamToCheck[] = await db
      .select({ projectId: streams.projectId, streamId: streams.id })
      .from(streams)
      .where(
        last && sql`(${streams.projectId}, ${streams.id}) > (${last.projectId}, ${last.streamId})`,
      )
      .orderBy(asc(streams.projectId), asc(streams.id))
      .limit(streamsPerPage)
    yield* page
    last = page.at(-1)
    if (page.length < streamsPerPage) return
  }
}

async function checkTexts(db: Db, problems: ProblemList): Promise<number> {
  const { texts } = schema
  let count = 0
  for (let last: { projectId: string; sha256: string } | undefined; ; ) {
    const page = await db
      .select({ projectId: texts.projectId, sha256: texts.sha256, text: texts.text })
      .from(texts)
      .where(
        last && sql`(${texts.projectId}, ${texts.sha256}) > (${last.projectId}, ${last.sha256})`,
      )
      .orderBy(asc(texts.projectId), asc(texts.sha256))
      .limit(20)
    const altered = page.filter((row) => sha256(row.text) !== row.sha256)
    problems.add(
      altered.map((row) => ({
        kind: 'text',
        place: `text ${row.sha256} of project ${row.projectId}`,
        problem: 'is not what its hash says',
      })),
    )
    count += page.length
    last = page.at(-1)
    if (page.length < 20) return count
  }
}

async function checkOriginals(db: Db, files: Files): Promise<number> {
  const { sources } = schema
  let count = 0
  for (let last = ''; ; ) {
    const page = await db
      .selectDistinctOn([sources.sha256], { sha256: sources.sha256 })
      .from(sources)
      .where(gt(sources.sha256, last))
      .orderBy(asc(sources.sha256))
      .limit(500)
    for (const row of page) {
      const problem = await originalProblem(files, row.sha256)
      if (problem === undefined) continue
      files.problems.add([{ kind: 'original', place: `original ${row.sha256}`, problem }])
    }
    count += page.length
    last = page.at(-1)?.sha256 ?? last
    if (page.length < 500) return count
  }
}

async function originalProblem({ blobs, known }: Files, name: string): Promise<string | undefined> {
  const hash = await hashOfBlob(blobs, name)
  if (hash === undefined) return known.hasHeardOf(name) ? undefined : 'is not in the store'
  return hash === name ? undefined : 'is not what its hash says'
}

/** Both files of a release, and what is in the first, which is what people cite. */
async function checkReleases(db: Db, files: Files): Promise<number> {
  const releases = await everyRelease(db)
  for (const release of releases) {
    const place = `release ${release.number} of project ${release.projectId}`
    const wrong = await releaseProblem(files, release)
    if (wrong !== undefined) files.problems.add([{ kind: 'release', place, problem: wrong }])
  }
  return releases.length
}

async function releaseProblem(
  { blobs, known }: Files,
  { contentBlob, manifestBlob, contentSha256 }: StoredRelease,
): Promise<string | undefined> {
  const names = [contentBlob, manifestBlob]
  const hashes = await Promise.all(names.map((name) => hashOfBlob(blobs, name)))
  const gone = names.filter((_, index) => hashes[index] === undefined)
  const news = gone.filter((name) => !known.hasHeardOf(name))
  if (news.length > 0) return `has a file that is not in the store: ${news[0]}`
  const altered = names.find((name, index) => ![name, undefined].includes(hashes[index]))
  if (altered !== undefined) return `has a file that is not what its hash says: ${altered}`
  if (gone.includes(contentBlob)) return undefined
  const content = await hashOf(await readContent(blobs, { contentBlob }))
  return content === contentSha256 ? undefined : 'is not what its hash says'
}

async function hashOfBlob(blobs: BlobStore, name: string): Promise<string | undefined> {
  const bytes = await blobs.read(name)
  return bytes && hashOf(bytes)
}

async function hashOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of bytes) hash.update(piece)
  return hash.digest('hex')
}
