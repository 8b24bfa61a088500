import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { addRelease, type Db, nextReleaseNumber, writeAudit } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import {
  type ContentChoice,
  codebookOfSource,
  groupDocuments,
  labelNamesOf,
  type ManifestInput,
  makeManifest,
  type ProjectSource,
  type ReleaseManifest,
  type SplitDraw,
  versionOfSource,
  writeDatasetCard,
} from '@parallax/formats'
import { mintId } from '../mint-id.ts'
import type { Services } from '../services.ts'
import { sha256 } from '../sha256.ts'
import { softwareVersion } from '../software-version.ts'
import { readRegistry } from './draft-release.ts'
import { inTurns } from './in-turns.ts'
import { openRelease } from './open-release.ts'
import { linesOfPacked, readNative } from './read-release.ts'
import { type Course, type ReleaseFile, writeReleaseFile } from './write-release-file.ts'

/** A release that somebody wants. */
export type ReleaseRequest = {
  readonly projectId: ProjectId
  readonly madeBy: { readonly id: UserId; readonly name: string }
  readonly madeAt: Date
  readonly title: string
  readonly notes: string
  readonly licence: string
  readonly chosen: ContentChoice
  /** `null` for a release without splits. */
  readonly draw: SplitDraw | null
}

/** How making a release is part of longer work. */
export type ReleaseCourse = Course & {
  /** Hears how many documents there will be, before the first of them. */
  readonly onStart?: ((documents: number) => void) | undefined
  /** Called with the last of the writing: what it writes is kept if, and only if, the release is. */
  readonly noteDone?: ((tx: Db, number: number) => Promise<void>) | undefined
}

/** Reading the documents is most of the work; what comes after it is the rest. */
const shareOfReading = 0.9

/** A course that tells how much of the work is done, from 0 to 1. */
export function toldCourse(
  onProgress: (doneRatio: number) => void,
): Pick<ReleaseCourse, 'onStart' | 'onDocument'> {
  let documentCount = 0
  return {
    onStart: (documents) => {
      documentCount = documents
    },
    onDocument: (count) => onProgress((count / Math.max(documentCount, 1)) * shareOfReading),
  }
}

type Surroundings = Pick<Services, 'db' | 'blobs' | 'scratchFolder'>

/** A reason why there is no release, in words for whoever wanted it. */
export class ReleaseProblem extends Error {}

/**
 * Makes a release of a project as it stands at one moment, and answers its number. Work on the
 * project goes on meanwhile. What is not finished leaves no trace but files that nobody names.
 */
export async function makeRelease(
  surroundings: Surroundings,
  request: ReleaseRequest,
  course: ReleaseCourse = {},
): Promise<number> {
  await mkdir(surroundings.scratchFolder, { recursive: true })
  const folder = await mkdtemp(join(surroundings.scratchFolder, 'parallax-release-'))
  try {
    return await makeIn(folder, surroundings, request, course)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeIn(
  folder: string,
  { db, blobs }: Surroundings,
  request: ReleaseRequest,
  course: ReleaseCourse,
): Promise<number> {
  const path = join(folder, 'content.jsonl.gz')
  const file = await writeStill(db, request, path, course)
  const source = await readBack(path)
  course.signal?.throwIfAborted()
  const input = await describe(source, file, request, course.signal)
  await blobs.putFile(file.packed.sha256, path)
  for (;;) {
    const number = await db.transaction((tx) => nextReleaseNumber(tx, request.projectId))
    const manifest = makeManifest({ ...input, release: { ...input.release, number } })
    const packed = gzipSync(`${JSON.stringify(manifest)}\n`)
    const manifestBlob = sha256(packed)
    await blobs.put(manifestBlob, packed)
    course.signal?.throwIfAborted()
    const card = writeDatasetCard(
      manifest,
      await codebookOfSource(source, manifest.codebook.version),
    )
    const made = { manifest, manifestBlob, card, file }
    const isKept = await db.transaction((tx) => keep(tx, request, made, course.noteDone))
    // Somebody else's release took the number in between.
    if (isKept) return number
  }
}

const attempts = 3

/** Documents that are retired in the very moment would make the file's first line wrong. */
async function writeStill(
  db: Db,
  { projectId, chosen, madeAt }: ReleaseRequest,
  path: string,
  course: ReleaseCourse,
): Promise<ReleaseFile> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const source = await openRelease(db, projectId, chosen, madeAt)
    if (source === undefined) throw new ReleaseProblem('The project is not there any more.')
    const { documents, layers } = source.manifest.counts
    if (documents === 0) throw new ReleaseProblem('There is no document to release.')
    course.onStart?.(documents)
    const file = await writeReleaseFile(source, path, course)
    const found = file.documents.reduce((sum, each) => sum + each.layers.length, 0)
    if (file.documents.length === documents && found === layers) return file
  }
  throw new ReleaseProblem('Documents are being retired just now. Try again when that is over.')
}

/** What is kept for good is read once before: a file that cannot be read back is no release. */
async function readBack(path: string): Promise<ProjectSource> {
  const { source, problems } = await readNative(() => linesOfPacked(path))
  const [first] = problems
  if (!first) return source
  throw new ReleaseProblem(
    `The project holds something that cannot be released. Line ${first.line}: ${first.message}`,
  )
}

async function describe(
  source: ProjectSource,
  { documents, content }: ReleaseFile,
  request: ReleaseRequest,
  signal: AbortSignal | undefined,
): Promise<Omit<ManifestInput, 'release'> & { release: Omit<ManifestInput['release'], 'number'> }> {
  const { projectId, madeBy, madeAt, title, notes, licence, chosen, draw } = request
  const { name, mode } = source.manifest.project
  const { stories, counts } = await readRegistry(source)
  const version = await versionOfSource(source, source.manifest.codebook)
  const people = await source.people()
  const annotators = new Set(documents.flatMap((each) => each.annotators))
  return {
    project: { id: projectId, name, mode },
    release: { title, notes, licence, madeAt: madeAt.toISOString(), madeBy },
    software: { name: 'Parallax', version: softwareVersion },
    codebook: {
      version: source.manifest.codebook,
      sha256: version ? sha256(JSON.stringify(version.data)) : null,
    },
    chosen,
    annotators: [...annotators].sort().map((id) => people.get(id) ?? { id, name: '' }),
    agreement: [],
    content,
    documents,
    groups: await inTurns(groupDocuments(documents, stories), signal),
    draw,
    registry: counts,
    nameOfLabel: await labelNamesOf(source),
  }
}

type Made = {
  readonly manifest: ReleaseManifest
  readonly manifestBlob: string
  readonly card: string
  readonly file: ReleaseFile
}

async function keep(
  tx: Db,
  { projectId, madeBy, madeAt }: ReleaseRequest,
  { manifest, manifestBlob, card, file }: Made,
  noteDone: ReleaseCourse['noteDone'],
): Promise<boolean> {
  const { documents: _, ...summary } = manifest
  const { number } = manifest.release
  if ((await nextReleaseNumber(tx, projectId)) !== number) return false
  const { content, packed } = file
  const kept = {
    projectId,
    number,
    summary,
    contentSha256: content.sha256,
    contentBlob: packed.sha256,
    contentBlobBytes: packed.sizeBytes,
    manifestBlob,
    madeBy: madeBy.id,
    madeAt,
  }
  await addRelease(tx, kept, card)
  const subject = { release: number, documents: summary.counts.documents }
  const line = { projectId, actor: madeBy.id, action: 'release.make' as const, subject, at: madeAt }
  await writeAudit(tx, { id: mintId(), ...line })
  await noteDone?.(tx, number)
  return true
}
