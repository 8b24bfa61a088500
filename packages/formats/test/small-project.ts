import {
  type AnyRecord,
  applyChange,
  type CommentAnchor,
  type CommentBody,
  codebookStreamId,
  type DataOf,
  type DocumentId,
  defaultCodebookRecords,
  deriveId,
  type EntityId,
  type Extent,
  emptyStream,
  hopefulFacts,
  type LabelId,
  layerId,
  mapValues,
  type Operation,
  type OperationId,
  type ProjectId,
  type PropositionId,
  planOperation,
  type RecordId,
  type RecordKind,
  type RecordOf,
  recordKinds,
  type StreamKind,
  type StreamState,
  type UserId,
} from '@parallax/domain'
import type {
  Authored,
  NumberedItem,
  Person,
  ProjectItem,
  ProjectSource,
  RecordInLayer,
} from '../src/project/project-item.ts'

/** Ids of the invented project; a brand is all that sets one sort of id apart from another. */
export const project = '0f0e0d0c-0b0a-4908-8706-050403020100' as ProjectId
export const idOf = (name: string): RecordId => deriveId(project, name)
export const ada = idOf('ada') as unknown as UserId
export const bo = idOf('bo') as unknown as UserId
export const document = idOf('document') as DocumentId
export const layer = layerId(document, 'annotator', ada)
const entity = (name: string) => idOf(name) as EntityId
const label = (name: string) => idOf(`codebook entity type ${name}`) as LabelId

export const people: ReadonlyMap<UserId, Person> = new Map([
  [ada, { id: ada, name: 'Ada "the quick"; Quist' }],
  [bo, { id: bo, name: 'Bo Lindqvist 🦉' }],
])

const authorship = {
  createdBy: ada,
  createdAt: '2030-01-31T12:00:00.000Z',
  updatedBy: bo,
  updatedAt: '2030-02-01T08:30:00.125Z',
}

const record = <K extends RecordKind>(kind: K, id: RecordId, data: DataOf<K>, deleted = false) =>
  ({ record: { id, kind, data, deleted, revs: {} }, authorship }) as unknown as Authored<
    RecordOf<K> & AnyRecord
  >

/** Where `quote` stands in `text`. */
export function placeOfQuote(text: string, quote: string): Extent {
  const startUtf16 = text.indexOf(quote)
  if (startUtf16 < 0) throw new Error(`the text does not say ${quote}`)
  return [{ startUtf16, endUtf16: startUtf16 + quote.length }]
}

/** The default codebook, published once, as the domain makes it. */
function codebookRecords(): readonly AnyRecord[] {
  let state: StreamState = emptyStream('codebook', codebookStreamId(project))
  const steps = [
    { type: 'codebook.create', args: { records: defaultCodebookRecords(project) } },
    { type: 'codebook.publish', args: { id: idOf('version 1'), note: 'first', migrations: [] } },
  ] as const
  for (const { type, args } of steps) {
    const id = idOf(type) as unknown as OperationId
    const stream = { kind: 'codebook' as StreamKind, id: state.id }
    const operation: Operation = { id, stream, baseSeq: 0, group: id, after: null, type, args }
    const context = {
      projectId: project,
      document: null,
      text: null,
      registry: null,
      codebook: null,
      facts: hopefulFacts,
    }
    const planned = planOperation(state, context, operation, { userId: ada, role: 'owner' })
    if (!planned.ok) throw new Error(`refused: ${planned.reason.code}`)
    state = applyChange(state, planned.value, { seq: state.seq + 1, actor: ada })
  }
  return [...mapValues(state.records)]
}

const origin = { kind: 'human' as const }
const own = { origin, note: '', attrs: {} }

/** A mention of `quote`, as plain as can be. */
export function mentionOf(text: string, quote: string, name = quote): Authored<RecordInLayer> {
  return record('mention', idOf(`mention ${name}`), {
    ...own,
    extent: placeOfQuote(text, quote),
    label: label('PER'),
    form: { level: 'NAM', figure: 'literal' },
    entity: null,
  })
}

export const plainText = '“Peace 🕊️ now,” said Ola 👩‍👩‍👧 of Zürich 🇨🇭 to Żółć 𝐀, in a\nletter.'

/** Records of every kind over `plainText`, a tombstone among them. */
export function layerRecords(): readonly Authored<RecordInLayer>[] {
  const text = plainText
  const said = placeOfQuote(text, 'said')
  const chain = [
    {
      sources: [entity('ola')],
      sourceExtent: placeOfQuote(text, 'Ola'),
      cue: said,
      medium: null,
      addressees: [entity('town')],
    },
  ]
  const evidence = [...placeOfQuote(text, 'Peace 🕊️'), ...placeOfQuote(text, 'letter')]
  const claim = idOf('claim')
  return [
    record('mention', idOf('mention ola'), {
      ...(mentionOf(text, 'Ola 👩‍👩‍👧').record.data as DataOf<'mention'>),
      entity: entity('ola'),
      note: 'a "note", with\na line',
    }),
    mentionOf(text, 'Zürich 🇨🇭'),
    record(
      'mention',
      idOf('mention gone'),
      mentionOf(text, '𝐀').record.data as DataOf<'mention'>,
      true,
    ),
    record('claim', claim, {
      ...own,
      content: { evidence, condition: placeOfQuote(text, 'letter') },
      report: { chain, rendering: 'mixed', relay: 'neutral' },
      proposition: idOf('peace') as PropositionId,
      polarity: 'positive',
      certainty: 'certain',
      act: 'directive',
      tense: 'future',
      saidOn: '2030-01',
      topics: [],
      checkworthiness: 'minor',
    }),
    record('stance', idOf('stance'), {
      ...own,
      attitude: {
        holder: { kind: 'entities', ids: [entity('ola')] },
        target: { kind: 'proposition', id: idOf('peace') as PropositionId },
        chain: [],
      },
      value: 2,
      explicitness: 'explicit',
      evidence: placeOfQuote(text, '🇨🇭 to Żółć'),
      claim,
    }),
    record('relation', idOf('relation'), {
      ...own,
      type: idOf('codebook relation type supports') as LabelId,
      from: claim,
      to: idOf('stance'),
      cue: said,
    }),
    comment('on the claim', { kind: 'record', id: claim }, ['Does ', { user: bo }, ' agree?\n🕊️']),
    comment('answer', { kind: 'comment', id: idOf('on the claim') }, ['He does.']),
    comment('taken back', { kind: 'comment', id: idOf('on the claim') }, ['No!'], true),
  ]
}

function comment(
  name: string,
  anchor: CommentAnchor,
  body: CommentBody,
  deleted = false,
): Authored<RecordOf<'comment'>> {
  const resolved = anchor.kind === 'passage'
  return record('comment', idOf(name), { anchor, author: ada, body, resolved }, deleted)
}

/** Comments on passages of `text`: of one that has some. */
function documentComments(text: string): readonly Authored<RecordOf<'comment'>>[] {
  const words = /\S+/u.exec(text)?.[0] ?? ''
  const passage = { kind: 'passage' as const, extent: placeOfQuote(text, words) }
  return [
    comment('on a passage', passage, ['Which peace?']),
    comment('below it', { kind: 'comment', id: idOf('on a passage') }, [{ user: ada }]),
  ]
}

/** A project around one text and the records of one layer. */
export function smallProject(
  text: string,
  records: Iterable<Authored<RecordInLayer>>,
): ProjectSource {
  const data: DataOf<'document'> = {
    textSha256: 'a'.repeat(64),
    lengthUtf16: text.length,
    source: {
      sha256: 'b'.repeat(64),
      bytes: 99,
      mediaType: 'text/plain',
      filename: 'a, "b".txt',
      importer: 'plain-text',
      importerVersion: '1',
    },
    meta: {
      title: 'Peace; now, "again"\tand =1+1',
      publisher: entity('post'),
      agency: null,
      byline: ['Ana Ruiz', 'Tom Bell'],
      url: null,
      language: 'en',
      publishedAt: '2030-01-31',
      publishedAtBasis: 'stated',
    },
    zones: [{ kind: 'body', startUtf16: 0, endUtf16: text.length, note: '' }],
    supersedes: null,
    purged: false,
  }
  const layerData: DataOf<'layer'> = {
    document,
    kind: 'annotator',
    owner: ada,
    blind: false,
    state: 'open',
    codebook: 1,
  }
  const byName = (name: string, type: string, more: Partial<DataOf<'entity'>> = {}) =>
    record('entity', idOf(name), {
      name,
      type: label(type),
      collective: false,
      members: [],
      partOf: null,
      aliases: {},
      externalIds: {},
      note: '',
      redirect: null,
      ...more,
    })
  const registry: Authored[] = [
    byName('ola', 'PER', {
      aliases: { 'Ms Ola': true, 'Ola O.': true },
      redirect: entity('ola-proper'),
    }),
    byName('ola-proper', 'PER'),
    byName('post', 'ORG'),
    byName('town', 'GPE'),
    record('proposition', idOf('peace'), {
      statement: 'There is peace, "now".',
      topics: [],
      note: '',
      redirect: null,
    }),
    record('set', idOf('story'), {
      kind: 'story',
      title: 'Peace',
      documents: { [document]: true },
      basis: 'manual',
    }),
  ]
  const sortedRecords = sorted([...records])
  return sourceOf({
    codebook: codebookRecords().map((each) => ({ record: each, authorship })),
    registry,
    documents: [
      {
        ...record('document', document, data),
        text,
        comments: sorted(documentComments(text)),
        layers: [{ ...record('layer', layer, layerData), records: sortedRecords }],
      },
    ],
  })
}

type Contents = {
  readonly codebook: readonly Authored[]
  readonly registry: readonly Authored[]
  readonly documents: readonly (Authored<RecordOf<'document'>> & {
    text: string | null
    comments: readonly Authored<RecordOf<'comment'>>[]
    layers: (Authored<RecordOf<'layer'>> & { records: readonly Authored<RecordInLayer>[] })[]
  })[]
}

/** A source over what lies in memory. */
export function sourceOf(
  { codebook, registry, documents }: Contents,
  known = people,
): ProjectSource {
  const layers = documents.reduce((sum, each) => sum + each.layers.length, 0)
  return {
    manifest: {
      project: { name: 'Peace 🕊️', mode: 'side-by-side' },
      exportedAt: '2030-03-01T00:00:00.000Z',
      codebook: 1,
      counts: { documents: documents.length, layers },
    },
    people: async () => known,
    codebook: () => asAsync(sorted(codebook)),
    registry: () => asAsync(sorted(registry)),
    documents: () => asAsync(documents),
  }
}

/** A source over the items that a codec read: what an import would store. */
export function sourceOfItems(items: readonly ProjectItem[]): ProjectSource {
  const of = <Name extends ProjectItem['item']>(name: Name) =>
    items.filter((each): each is Extract<ProjectItem, { item: Name }> => each.item === name)
  const records = of('layer-record')
  const layers = of('layer').map((each) => ({
    ...each,
    records: records.filter((inside) => inside.layer === (each.record.id as string)),
  }))
  const comments = of('document-comment')
  const documents = of('document').map((each) => ({
    ...each,
    comments: comments.filter(({ document }) => document === (each.record.id as string)),
    layers: layers.filter((inside) => inside.record.data.document === (each.record.id as string)),
  }))
  const known = new Map(of('person').map(({ person }) => [person.id, person]))
  return sourceOf({ codebook: of('codebook'), registry: of('registry'), documents }, known)
}

const kindOrder = Object.keys(recordKinds)

function sorted<R extends AnyRecord>(records: readonly Authored<R>[]): readonly Authored<R>[] {
  return records.toSorted(
    ({ record: a }, { record: b }) =>
      kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  )
}

async function* asAsync<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values
}

/** All pieces of a written file as one text. */
export async function textOfPieces(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** The items and problems in the lines of a file. */
export async function collect(
  outcomes: AsyncIterable<
    { ok: true; value: NumberedItem } | { ok: false; reason: { line: number; message: string } }
  >,
): Promise<{ items: ProjectItem[]; problems: { line: number; message: string }[] }> {
  const items: ProjectItem[] = []
  const problems: { line: number; message: string }[] = []
  for await (const outcome of outcomes)
    if (outcome.ok) items.push(outcome.value.item)
    else problems.push(outcome.reason)
  return { items, problems }
}

/** The lines of a text, one at a time. */
export const linesOf = (text: string): AsyncIterable<string> =>
  asAsync(text.split('\n').filter((line) => line !== ''))
