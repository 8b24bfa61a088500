import {
  type DocumentId,
  defaultCodebookRecords,
  documentIdSchema,
  type LayerId,
  layerId,
  type Operation,
  operationSchema,
  type ProjectId,
  projectIdSchema,
  registryStreamId,
} from '@parallax/domain'
import { mintId } from '../src/mint-id.ts'
import type { Services } from '../src/services.ts'
import { uploadText } from '../src/uploads/upload-text.ts'
import type { TestPerson } from './open-test-api.ts'

export const sampleText = `Bridge reopens after repairs

By Mara Lind

The mayor, Ada Quill, said on Monday that the bridge was safe.
Residents of Nordhaven doubt it.
`

/** An operation as a browser would send it, but for what a test wants otherwise. */
export function operation(
  type: Operation['type'],
  stream: Operation['stream'],
  args: unknown,
  change: Partial<Operation> = {},
): Operation {
  const id = mintId()
  const base = { id, stream, baseSeq: 0, group: id, after: null, type, args }
  return operationSchema.parse({ ...base, ...change })
}

export function registryOf(project: ProjectId): Operation['stream'] {
  return { kind: 'registry', id: registryStreamId(project) }
}

/** A new project of this person. */
export async function newProject(owner: TestPerson, name = 'News'): Promise<ProjectId> {
  const id = projectIdSchema.parse(mintId())
  await owner.call.projects.create({ id, name, mode: 'together' })
  return id
}

/** Lets somebody into a project by an invitation, as people do. */
export async function join(
  owner: TestPerson,
  project: ProjectId,
  person: TestPerson,
  role: 'owner' | 'adjudicator' | 'annotator' | 'viewer',
): Promise<void> {
  const { token } = await owner.call.invitations.create({ project, role, expiresInDays: 1 })
  await person.call.invitations.accept({ token })
}

/** The entity type of the default codebook at this place, from 0. */
export function entityType(project: ProjectId, rank = 0): string {
  const labels = defaultCodebookRecords(project).filter(({ kind }) => kind === 'label')
  const label = labels[rank]
  if (label === undefined) throw new Error('The default codebook has fewer labels.')
  return label.id
}

export type SampleDocument = {
  readonly document: DocumentId
  readonly layer: LayerId
  readonly documentStream: Operation['stream']
  readonly layerStream: Operation['stream']
  readonly textSha256: string
  /** The gesture that brought the document. */
  readonly group: Operation['group']
}

/** Uploads a text, imports it and opens its shared layer. */
export async function importDocument(
  services: Services,
  person: TestPerson,
  project: ProjectId,
  wanted: string | { readonly text: string; readonly document: DocumentId } = sampleText,
): Promise<SampleDocument> {
  const { text, document } =
    typeof wanted === 'string'
      ? { text: wanted, document: documentIdSchema.parse(mintId()) }
      : wanted
  const bytes = new TextEncoder().encode(text)
  const upload = { projectId: project, userId: person.userId, filename: 'bridge.txt', bytes }
  const uploaded = await uploadText(services, upload)
  if ('code' in uploaded) throw new Error(uploaded.message)
  const layer = layerId(document, 'shared', null)
  const documentStream = operation('document.import', stream('document', document), {
    id: document,
    data: documentData(uploaded),
  })
  const layerStream = operation('layer.create', stream('layer', layer), {
    document,
    kind: 'shared',
    owner: null,
    blind: false,
    codebook: 1,
  })
  const { answers } = await person.call.operations.submit({
    project,
    operations: [documentStream, { ...layerStream, after: documentStream.id }],
  })
  const refused = answers.find(({ result }) => result !== 'ok')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
  return {
    document,
    layer,
    documentStream: documentStream.stream,
    layerStream: layerStream.stream,
    textSha256: uploaded.textSha256,
    group: documentStream.group,
  }
}

export function documentData(
  uploaded: Exclude<Awaited<ReturnType<typeof uploadText>>, { code: string }>,
) {
  const { proposal, sourceSha256, bytes, mediaType, filename } = uploaded
  const { importer, importerVersion, textSha256, lengthUtf16 } = uploaded
  return {
    textSha256,
    lengthUtf16,
    source: { sha256: sourceSha256, bytes, mediaType, filename, importer, importerVersion },
    meta: {
      title: proposal.title,
      publisher: null,
      agency: null,
      byline: proposal.byline,
      url: null,
      language: proposal.language,
      publishedAt: proposal.publishedAt,
      publishedAtBasis: proposal.publishedAtBasis,
    },
    zones: proposal.zones,
    supersedes: null,
    purged: false,
  }
}

function stream(kind: Operation['stream']['kind'], id: string): Operation['stream'] {
  return operationSchema.shape.stream.parse({ kind, id })
}

/** A mention of some words of the text, as `records.create` takes it. */
export function mention(
  project: ProjectId,
  words: string,
  change: { readonly id?: string; readonly entity?: string | null; readonly text?: string } = {},
) {
  const startUtf16 = (change.text ?? sampleText).indexOf(words)
  if (startUtf16 < 0) throw new Error(`The text does not say “${words}”.`)
  return {
    id: change.id ?? mintId(),
    kind: 'mention',
    data: {
      extent: [{ startUtf16, endUtf16: startUtf16 + words.length }],
      label: entityType(project),
      form: { level: 'NAM', figure: 'literal' },
      entity: change.entity ?? null,
      note: '',
      attrs: {},
      origin: { kind: 'human' },
    },
  }
}

/** A new entity, as `entity.create` takes it. */
export function entity(project: ProjectId, name: string, id: string = mintId()) {
  return {
    id,
    data: {
      name,
      type: entityType(project),
      collective: false,
      members: [],
      partOf: null,
      aliases: {},
      externalIds: {},
      note: '',
      redirect: null,
    },
  }
}
