import {
  applyChange,
  codebookStreamId,
  defaultCodebookRecords,
  documentIdSchema,
  emptyStream,
  hopefulFacts,
  layerId,
  operationSchema,
  type PlanContext,
  planOperation,
  projectIdSchema,
  registryStreamId,
  type StreamState,
  streamHead,
  userIdSchema,
} from '@parallax/domain'
import { type Figure, median, type Pair } from './measure.ts'
import { newId } from './new-id.ts'

const projectId = projectIdSchema.parse(newId())
const documentId = documentIdSchema.parse(newId())
const actor = { userId: userIdSchema.parse(newId()), role: 'owner' } as const

const entityCount = 50
const wordCount = 2_000
const wordLengthUtf16 = 6
const text = `${Array.from({ length: wordCount }, () => 'Harbo ').join('')}\n`

/** Operations whose median is one measurement. */
const operationCount = 2_000
/** Small and large take turns within a round too, so that a slow moment falls on both. */
const blockLength = 100

/** CPU of planning an operation and applying its change: a large layer against a small one. */
export async function measurePlanCost(rounds: number): Promise<Figure> {
  const world = newWorld()
  const small = new LayerUnderWork(world, 50)
  const large = new LayerUnderWork(world, 50_000)
  const pairs: Pair[] = []
  for (let round = 0; round <= rounds; round += 1) {
    global.gc?.()
    const pair = measureRound(small, large)
    if (round > 0) pairs.push(pair)
  }
  return {
    subject: 'plan and apply one operation, 50,000 records in the layer',
    limit: 'the same with 50 records',
    unit: 'µs',
    pairs,
    bar: { timesLimit: 2, plus: 0 },
  }
}

function measureRound(small: LayerUnderWork, large: LayerUnderWork) {
  const limit: number[] = []
  const subject: number[] = []
  while (limit.length < operationCount) {
    for (let index = 0; index < blockLength; index += 4) limit.push(...small.fourCostsUs())
    for (let index = 0; index < blockLength; index += 4) subject.push(...large.fourCostsUs())
  }
  return { limit: median(limit), subject: median(subject) }
}

type World = {
  readonly context: PlanContext
  readonly entities: readonly string[]
  readonly label: string
}

/** A layer of so many mentions, and the next operation on it. */
class LayerUnderWork {
  readonly #world: World
  #state: StreamState
  #next: number

  constructor(world: World, recordCount: number) {
    this.#world = world
    this.#next = recordCount
    this.#state = openLayer(world.context)
    for (let index = 0; index < recordCount; index += 500) {
      const length = Math.min(500, recordCount - index)
      const records = Array.from({ length }, (_, each) => mention(world, index + each))
      this.#state = perform(this.#state, world.context, 'records.create', { records }).state
    }
  }

  /** Makes a record, writes to it, deletes it and brings it back: what each took, in µs. */
  fourCostsUs(): readonly number[] {
    // A deleted record stays in the stream: the layer must not outgrow its name.
    const before = this.#state
    const record = mention(this.#world, this.#next)
    this.#next += 1
    const costs = [
      this.#cost('records.create', { records: [record] }),
      this.#cost('record.set', { id: record.id, register: 'note', value: 'seen' }),
      this.#cost('records.delete', { ids: [record.id] }),
      this.#cost('records.restore', { ids: [record.id] }),
    ]
    this.#state = before
    return costs
  }

  #cost(type: string, args: unknown): number {
    const { state, costUs } = perform(this.#state, this.#world.context, type, args)
    this.#state = state
    return costUs
  }
}

/** Only planning and applying are timed: both are synchronous, so their time is CPU. */
function perform(state: StreamState, context: PlanContext, type: string, args: unknown) {
  const id = newId()
  const { kind, id: streamId, seq: baseSeq } = state
  const stream = { kind, id: streamId }
  const operation = operationSchema.parse({
    id,
    stream,
    baseSeq,
    group: id,
    after: null,
    type,
    args,
  })
  const startMs = performance.now()
  const planned = planOperation(state, context, operation, actor)
  if (!planned.ok) throw new Error(`${type} was refused: ${JSON.stringify(planned.reason)}`)
  const stamp = { seq: state.seq + 1, actor: actor.userId }
  const after = applyChange(state, planned.value, stamp)
  return { state: after, costUs: (performance.now() - startMs) * 1_000 }
}

function newWorld(): World {
  const bare = contextWith(null, null, null)
  const records = defaultCodebookRecords(projectId)
  const draft = emptyStream('codebook', codebookStreamId(projectId))
  const made = perform(draft, bare, 'codebook.create', { records }).state
  const version = { id: newId(), note: '', migrations: [] }
  const codebook = perform(made, bare, 'codebook.publish', version).state
  const label = records.find(({ kind }) => kind === 'label')?.id
  if (label === undefined) throw new Error('The default codebook has no label.')
  const entities = Array.from({ length: entityCount }, () => newId())
  const empty = emptyStream('registry', registryStreamId(projectId))
  const inRegistry = contextWith(null, null, codebook)
  const registry = entities.reduce(
    (state, id) => perform(state, inRegistry, 'entity.create', entity(id, label)).state,
    empty,
  )
  const ofProject = contextWith(null, registry, codebook)
  const imported = { id: documentId, data: documentData() }
  const document = perform(
    emptyStream('document', documentId),
    ofProject,
    'document.import',
    imported,
  )
  return { context: contextWith(document.state, registry, codebook), entities, label }
}

function contextWith(
  document: StreamState | null,
  registry: StreamState | null,
  codebook: StreamState | null,
): PlanContext {
  const head = document && streamHead(document, 'document')
  return { projectId, document: head ?? null, text, registry, codebook, facts: hopefulFacts }
}

function openLayer(context: PlanContext): StreamState {
  const empty = emptyStream('layer', layerId(documentId, 'shared', null))
  const args = { document: documentId, kind: 'shared', owner: null, blind: false, codebook: 1 }
  return perform(empty, context, 'layer.create', args).state
}

/** No two mentions are of the same words and the same entity: a rule forbids it. */
function mention({ entities, label }: World, index: number) {
  const startUtf16 = (index % wordCount) * wordLengthUtf16
  return {
    id: newId(),
    kind: 'mention',
    data: {
      extent: [{ startUtf16, endUtf16: startUtf16 + wordLengthUtf16 - 1 }],
      label,
      form: { level: 'NAM', figure: 'literal' },
      entity: entities[Math.floor(index / wordCount) % entities.length] ?? null,
      note: '',
      attrs: {},
      origin: { kind: 'human' },
    },
  }
}

function entity(id: string, type: string) {
  const plain = { collective: false, members: [], partOf: null, aliases: {}, externalIds: {} }
  return { id, data: { ...plain, name: `Entity ${id}`, type, note: '', redirect: null } }
}

function documentData() {
  const sha256 = '0'.repeat(64)
  const importedBy = { filename: 'harbour.txt', importer: 'txt', importerVersion: '1' }
  return {
    textSha256: sha256,
    lengthUtf16: text.length,
    source: { sha256, bytes: text.length, mediaType: 'text/plain', ...importedBy },
    meta: {
      title: 'Harbour',
      publisher: null,
      agency: null,
      byline: [],
      url: null,
      language: 'en',
      publishedAt: null,
      publishedAtBasis: null,
    },
    zones: [{ kind: 'body', startUtf16: 0, endUtf16: text.length - 2, note: '' }],
    supersedes: null,
    purged: false,
  }
}
