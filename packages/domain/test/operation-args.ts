import { publishedVersions } from '../src/codebook.ts'
import { draftContent } from '../src/codebook-draft.ts'
import type { Actor } from '../src/context.ts'
import {
  type DocumentId,
  entityIdSchema,
  labelIdSchema,
  propositionIdSchema,
  type RecordId,
} from '../src/ids.ts'
import type { ArgsOf } from '../src/operation.ts'
import { type OperationType, operations } from '../src/operations/registry.ts'
import { mayDo } from '../src/permissions.ts'
import { mapValues } from '../src/persistent-map.ts'
import { type AnyRecord, recordsOf, streamHead } from '../src/record.ts'
import { kindOf } from '../src/record-kind.ts'
import {
  type CodebookRecordKind,
  codebookRecordKinds,
  type LayerRecordKind,
  layerRecordKinds,
  type RecordKind,
} from '../src/record-kinds/registry.ts'
import type { Choose } from './choose.ts'
import { attrsFor, dataOf, documentData, idsOf, type Scene, sceneOf } from './sample-data.ts'
import { sampleId } from './sample-ids.ts'
import {
  type Address,
  codebookAddress,
  documentAddress,
  layerAddress,
  logAt,
  people,
  type Request,
  registryAddress,
  type World,
} from './world.ts'

/** All that arguments are made of. */
export type Stage = { readonly world: World; readonly address: Address; readonly scene: Scene }

/** Arguments of each operation, mostly valid. An operation without an entry does not compile. */
export const argsOf: { readonly [T in OperationType]: (stage: Stage) => ArgsOf<T> } = {
  'document.import': ({ address, scene }) => ({
    id: documentOf(address),
    data: documentData(scene),
  }),
  'document.retire': () => ({}),
  'document.restore': () => ({}),
  'document.setZones': ({ scene }) => ({ zones: zonesFor(scene) }),
  'document.setMeta': ({ scene }) => {
    const { meta } = documentData(scene)
    const field = scene.choose.from(['title', 'publisher', 'agency', 'byline', 'publishedAt'])
    return { field, value: new Map(Object.entries(meta)).get(field) }
  },
  'layer.create': ({ world, address, scene }) => ({
    ...layerOf(world, address),
    blind: scene.choose.onceIn(20),
    codebook: 1 + scene.choose.below(2),
  }),
  'layer.submit': () => ({}),
  'layer.reopen': () => ({}),
  'layer.lock': () => ({}),
  'records.create': (stage) => ({
    records: Array.from({ length: 1 + stage.scene.choose.below(3) }, (_, index) => {
      const kind = stage.scene.choose.from(layerKindNames)
      return { id: newId(stage, index), kind, data: dataOf[kind](stage.scene) }
    }),
  }),
  'record.set': ({ scene }) => registerFor(scene, Object.keys(layerRecordKinds)),
  'records.delete': ({ scene }) => ({ ids: someIds(scene, Object.keys(layerRecordKinds)) }),
  'records.restore': ({ scene }) => ({ ids: someIds(scene, Object.keys(layerRecordKinds)) }),
  'comment.create': (stage) => {
    const { anchor, body } = dataOf.comment(stage.scene)
    return { id: newId(stage), anchor, body }
  },
  'comment.edit': ({ scene }) => ({ id: commentFrom(scene), body: dataOf.comment(scene).body }),
  'comment.resolve': ({ scene }) => ({
    id: commentFrom(scene),
    resolved: !scene.choose.onceIn(3),
  }),
  'comment.delete': ({ scene }) => ({ id: commentFrom(scene) }),
  'comment.restore': ({ scene }) => ({ id: commentFrom(scene) }),
  'entity.create': (stage) => ({
    id: entityIdSchema.parse(newId(stage)),
    data: dataOf.entity(stage.scene),
  }),
  'proposition.create': (stage) => ({
    id: propositionIdSchema.parse(newId(stage)),
    data: dataOf.proposition(stage.scene),
  }),
  'registry.set': ({ scene }) => registerFor(scene, ['entity', 'proposition', 'set']),
  'registry.merge': ({ scene }) => {
    const ids = scene.choose.onceIn(2) ? scene.entities : scene.propositions
    return { from: idFrom(scene, ids), into: idFrom(scene, ids) }
  },
  'registry.unmerge': ({ scene }) => ({ from: idFrom(scene, mergedIds(scene)) }),
  'registry.delete': ({ scene }) => ({ ids: someIds(scene, registryKindNames) }),
  'registry.restore': ({ scene }) => ({ ids: someIds(scene, registryKindNames) }),
  'alias.set': ({ scene }) => ({
    entity: entityIdSchema.parse(idFrom(scene, scene.entities)),
    alias: scene.choose.from(['the harbour', 'a.b.c', 'Zoë', 'the Union', 'it']),
    present: !scene.choose.onceIn(3),
  }),
  'propositions.link': (stage) => ({
    ...dataOf.propositionLink(stage.scene),
    id: newId(stage),
  }),
  'set.create': (stage) => ({
    id: newId(stage),
    ...dataOf.set(stage.scene),
    documents: stage.scene.choose.some([...stage.world.texts.keys()], 2),
  }),
  'set.put': ({ world, scene }) => ({
    set: idFrom(scene, idsOf(scene, 'set')),
    document: scene.choose.from([...world.texts.keys()]),
    present: !scene.choose.onceIn(3),
  }),
  'codebook.create': (stage) => {
    const kind = stage.scene.choose.from(codebookKindNames)
    return { records: [{ id: newId(stage), kind, data: dataOf[kind](stage.scene) }] }
  },
  'codebook.set': ({ scene }) => registerFor(scene, Object.keys(codebookRecordKinds)),
  'codebook.delete': ({ scene }) => ({ ids: someIds(scene, Object.keys(codebookRecordKinds)) }),
  'codebook.restore': ({ scene }) => ({ ids: someIds(scene, Object.keys(codebookRecordKinds)) }),
  'codebook.publish': (stage) => ({
    id: newId(stage),
    note: '',
    migrations: retiredLabels(stage.scene),
  }),
  batch: (stage) => ({
    operations: Array.from({ length: 1 + stage.scene.choose.below(3) }, (_, index) => {
      const types = typesOf(stage.address).filter((t) => t !== 'batch' && t !== 'change.revert')
      const type = stage.scene.choose.from(types)
      const world = { ...stage.world, submitted: stage.world.submitted + 1_000_000 * (index + 1) }
      return { type, args: argsOf[type]({ ...stage, world }) }
    }),
  }),
  'change.revert': ({ world, address, scene }) => {
    const seq = Math.max(1, logAt(world, address).length - scene.choose.below(5))
    return scene.choose.onceIn(4)
      ? { seq, from: Math.max(1, seq - scene.choose.below(4)) }
      : { seq }
  },
}

/** The next thing that somebody does, mostly something that they may. */
export function nextRequest(world: World, choose: Choose, types = likelyTypes): Request {
  const type = choose.from(types)
  const address = choose.from(likelyAddresses(world, type))
  const args = argsOf[type]({ world, address, scene: sceneOf(world, address, choose) })
  const actor = actorFor(address, type, choose)
  const head = logAt(world, address).length
  const baseSeq = choose.onceIn(6) ? choose.below(head + 1) : head
  return { address, actor, type, args, baseSeq }
}

/** Every stream that a project with these texts may have: four layers for each document. */
export function addressesOf(world: World): readonly Address[] {
  const ofDocument = (document: DocumentId): Address[] => [
    documentAddress(document),
    layerAddress(document, 'annotator', people.ada.userId),
    layerAddress(document, 'annotator', people.ben.userId),
    layerAddress(document, 'shared'),
    layerAddress(document, 'adjudicated'),
  ]
  const documents = [...world.texts.keys()].flatMap(ofDocument)
  return [registryAddress(world), codebookAddress(world), ...documents]
}

/** Every type of operation. */
export const allTypes = Object.keys(argsOf) as OperationType[] // the table is total
const layerKindNames = Object.keys(layerRecordKinds) as LayerRecordKind[] // its own keys
const codebookKindNames = Object.keys(codebookRecordKinds) as CodebookRecordKind[] // its own keys
const registryKindNames: readonly RecordKind[] = ['entity', 'proposition', 'propositionLink', 'set']

/** Types as often as people do them: most of the work is records of layers. */
const likelyTypes: readonly OperationType[] = [
  ...allTypes,
  ...times(6, 'records.create'),
  ...times(6, 'record.set'),
  ...times(4, 'comment.create'),
  ...times(3, 'change.revert'),
  ...times(2, 'records.delete'),
  ...times(2, 'records.restore'),
  ...times(2, 'batch'),
]

function times(count: number, type: OperationType): readonly OperationType[] {
  return Array.from({ length: count }, () => type)
}

/** Streams that take a type: those that are there already, if it needs one. */
function likelyAddresses(world: World, type: OperationType): readonly Address[] {
  const fit = addressesOf(world).filter((each) => takes(each, type))
  const begun = fit.filter((each) => logAt(world, each).length > 0)
  return begun.length > 0 && type !== 'layer.create' && type !== 'document.import' ? begun : fit
}

function takes({ kind }: Address, type: OperationType): boolean {
  return operations[type].streams.includes(kind)
}

function typesOf(address: Address): readonly OperationType[] {
  return allTypes.filter((type) => takes(address, type))
}

function actorFor(address: Address, type: OperationType, choose: Choose): Actor {
  const everyone = Object.values(people)
  const owner = [people.ada, people.ben].find(
    ({ userId }) =>
      address.document !== null &&
      layerAddress(address.document, 'annotator', userId).id === address.id,
  )
  const able =
    owner && type !== 'layer.lock' && !type.startsWith('comment.')
      ? [owner]
      : everyone.filter(({ role }) => mayDo(role, type))
  return choose.from(choose.onceIn(8) ? everyone : able)
}

function documentOf({ document }: Address): DocumentId {
  if (document === null) throw new Error('this stream is about no document')
  return document
}

/** The kind and owner that a layer's address was derived from. */
function layerOf(world: World, address: Address) {
  const document = documentOf(address)
  const kinds = [
    { kind: 'annotator', owner: people.ada.userId },
    { kind: 'annotator', owner: people.ben.userId },
    { kind: 'shared', owner: null },
    { kind: 'adjudicated', owner: null },
  ] as const
  const found = kinds.find(
    (each) => layerAddress(document, each.kind, each.owner).id === address.id,
  )
  if (!found) throw new Error(`no layer of ${world.projectId} has this address`)
  return { document, ...found }
}

/** An id that no earlier operation has made. */
export function newId({ world, address }: Pick<Stage, 'world' | 'address'>, index = 0): RecordId {
  return sampleId(`${address.id} ${world.submitted} ${index}`)
}

function registerFor(scene: Scene, kinds: readonly string[]) {
  const { choose } = scene
  const records = [...mapValues(scene.state.records)].filter(({ kind }) => kinds.includes(kind))
  if (records.length === 0) return { id: newStranger(scene), register: 'note', value: 'none' }
  const record = choose.from(records.sort((a, b) => (a.id < b.id ? -1 : 1)))
  const [register, value] = choose.from(registersOf(scene, record))
  return { id: record.id, register, value }
}

/** Registers that may be written next, with values: each field, and entries of open maps. */
function registersOf(scene: Scene, record: AnyRecord): readonly (readonly [string, unknown])[] {
  if (record.kind === 'layer' || record.kind === 'version') return [['note', '']]
  const { fixed, openMaps } = kindOf(record)
  const fresh: object = dataOf[record.kind](scene)
  const isListed = (names: readonly string[], field: string) => names.includes(field)
  const fields = Object.entries(fresh).filter(
    ([field]) => !isListed(fixed, field) && !isListed(openMaps, field),
  )
  const attrs = Object.entries(attrsFor(scene, record.kind))
  const entries = attrs.map(([id, value]) => [`attrs.${id}`, value] as const)
  return [...fields, ...entries, ['note', `written ${scene.choose.below(9)}`]]
}

/** Up to three records of these kinds, deleted or not. */
function someIds(scene: Scene, kinds: readonly string[]): RecordId[] {
  const ids = [...mapValues(scene.state.records)]
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => id)
    .sort()
  const picked = scene.choose.some(ids, 3)
  return picked.length > 0 ? picked : [idFrom(scene, ids)]
}

/** A comment of the stream, deleted or not. */
function commentFrom(scene: Scene): RecordId {
  return idFrom(scene, [...recordsOf(scene.state, 'comment')].map(({ id }) => id).sort())
}

function mergedIds({ state }: Scene): readonly RecordId[] {
  return [...mapValues(state.records)]
    .filter(({ data }) => 'redirect' in data && data.redirect !== null)
    .map(({ id }) => id)
    .sort()
}

function idFrom(scene: Scene, ids: readonly RecordId[]): RecordId {
  return ids.length > 0 ? scene.choose.from(ids) : newStranger(scene)
}

function newStranger({ choose }: Scene): RecordId {
  return sampleId(`nobody ${choose.below(100)}`)
}

/** A rule for each label that the draft has lost since the last version. */
function retiredLabels({ state }: Scene) {
  const last = [...publishedVersions(state).values()].at(-1)
  const kept = new Set(draftContent(state).label.map(({ id }) => id))
  const gone = last?.data.content.label.filter(({ id }) => !kept.has(id)) ?? []
  return gone.map(({ id }) => ({
    from: labelIdSchema.parse(id),
    kind: 'retire' as const,
    to: [],
  }))
}

/** Zones line by line, of changing kinds. */
function zonesFor({ choose, text, state }: Scene) {
  const zones = [...text.matchAll(/\S[^\n]*\S|\S/g)].map(({ 0: line, index }) => ({
    kind: choose.from(['headline', 'body', 'body', 'body', 'caption', 'boilerplate'] as const),
    startUtf16: index,
    endUtf16: index + line.length,
    note: '',
  }))
  return streamHead(state, 'document') && choose.onceIn(6) ? [] : zones
}
