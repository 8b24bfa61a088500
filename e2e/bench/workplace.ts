import {
  type DocumentData,
  type DocumentId,
  defaultCodebookRecords,
  documentIdSchema,
  type LayerId,
  layerId,
  type ProjectId,
  projectIdSchema,
  registryStreamId,
  type TextRange,
  type Zone,
  zoneKindAt,
} from '@parallax/domain'
import { newId } from './new-id.ts'
import { mutate, upload, type Visitor } from './visitor.ts'

/** A document with its shared layer, where the measured records go. */
export type Workplace = {
  readonly project: ProjectId
  readonly document: DocumentId
  readonly layer: LayerId
  /** The label of its mentions: an entity type of the project's codebook. */
  readonly label: string
  readonly text: string
  readonly zones: readonly Zone[]
}

/** What one request of the outbox carries. */
export type SubmitInput = {
  readonly project: string
  readonly operations: readonly object[]
}

type Uploaded = Omit<DocumentData, 'source' | 'meta' | 'zones' | 'supersedes' | 'purged'> &
  Omit<DocumentData['source'], 'sha256'> & {
    readonly sourceSha256: string
    readonly proposal: Omit<DocumentData['meta'], 'publisher' | 'agency' | 'url'> & {
      readonly zones: readonly Zone[]
    }
  }

/** A new project in which everybody writes in the same layers, with an entity in its registry. */
export async function newProject(owner: Visitor): Promise<ProjectId> {
  const project = projectIdSchema.parse(newId())
  await mutate(owner, 'projects.create', { id: project, name: 'Measured', mode: 'together' })
  const id = newId()
  const operations = [
    operation(
      'entity.create',
      { kind: 'registry', id: registryStreamId(project) },
      {
        id,
        data: {
          name: 'Westhaven',
          type: entityType(project),
          collective: false,
          members: [],
          partOf: null,
          aliases: {},
          externalIds: {},
          note: '',
          redirect: null,
        },
      },
    ),
  ]
  await submit(owner, { project, operations })
  return project
}

/** Uploads a text, imports it and opens its shared layer. */
export async function newWorkplace(
  owner: Visitor,
  project: ProjectId,
  text: string,
): Promise<Workplace> {
  const uploaded = await upload<Uploaded>(owner, project, { filename: 'article.txt', text })
  const document = documentIdSchema.parse(newId())
  const layer = layerId(document, 'shared', null)
  const data = documentDataOf(uploaded)
  const imported = operation(
    'document.import',
    { kind: 'document', id: document },
    {
      id: document,
      data,
    },
  )
  const args = { document, kind: 'shared', owner: null, blind: false, codebook: 1 }
  const opened = operation('layer.create', { kind: 'layer', id: layer }, args)
  await submit(owner, { project, operations: [imported, { ...opened, after: imported.id }] })
  return { project, document, layer, label: entityType(project), text, zones: data.zones }
}

/** Sends operations and throws unless every one is acknowledged. */
export async function submit(visitor: Visitor, input: SubmitInput): Promise<void> {
  const { answers } = await mutate<{ readonly answers: Answers }>(
    visitor,
    'operations.submit',
    input,
  )
  expectAcknowledged(answers)
}

/** What became of each operation of a request. */
export type Answers = readonly { readonly result: string }[]

/** Throws unless every operation is in the log. */
export function expectAcknowledged(answers: Answers): void {
  const other = answers.find(({ result }) => result !== 'ok')
  if (other !== undefined) throw new Error(`Not acknowledged: ${JSON.stringify(other)}`)
}

/** The request that makes one mention: what a press of a number key sends. */
export function mentionRequest(workplace: Workplace, range: TextRange): SubmitInput {
  return mentionsRequest(workplace, [range])
}

/** The request that makes many mentions in one operation. */
export function mentionsRequest(workplace: Workplace, ranges: readonly TextRange[]): SubmitInput {
  const records = ranges.map((range) => ({
    id: newId(),
    kind: 'mention',
    data: {
      extent: [range],
      label: workplace.label,
      form: { level: 'NAM', figure: 'literal' },
      entity: null,
      note: '',
      attrs: {},
      origin: { kind: 'human' },
    },
  }))
  return recordsRequest(workplace, records)
}

/** The request that makes these records in one operation. */
export function recordsRequest(
  { project, layer }: Workplace,
  records: readonly object[],
): SubmitInput {
  const operations = [operation('records.create', { kind: 'layer', id: layer }, { records })]
  return { project, operations }
}

/** Every capitalised word of the text that may be marked. */
export function capitalisedWords({ text, zones }: Workplace): readonly TextRange[] {
  return [...text.matchAll(/\p{Lu}\p{L}+/gu)]
    .map(({ index, 0: word }) => ({ startUtf16: index, endUtf16: index + word.length }))
    .filter((range) => zoneKindAt(zones, range) !== 'boilerplate')
}

function entityType(project: ProjectId): string {
  const label = defaultCodebookRecords(project).find(({ kind }) => kind === 'label')
  if (label === undefined) throw new Error('The default codebook has no label.')
  return label.id
}

function operation(type: string, stream: object, args: unknown) {
  const id = newId()
  return { id, stream, baseSeq: 0, group: id, after: null as string | null, type, args }
}

function documentDataOf(uploaded: Uploaded): DocumentData {
  const { zones, title, byline, language, publishedAt, publishedAtBasis } = uploaded.proposal
  const { sourceSha256: sha256, bytes, mediaType, filename, importer, importerVersion } = uploaded
  const nothingSaid = { publisher: null, agency: null, url: null }
  return {
    textSha256: uploaded.textSha256,
    lengthUtf16: uploaded.lengthUtf16,
    source: { sha256, bytes, mediaType, filename, importer, importerVersion },
    meta: { ...nothingSaid, title, byline, language, publishedAt, publishedAtBasis },
    zones,
    supersedes: null,
    purged: false,
  }
}
