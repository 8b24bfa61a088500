import {
  emptyStream,
  type LayerRecord,
  mapGet,
  type RecordId,
  type StreamId,
  type StreamState,
  stateFromRecords,
} from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePlaced, hullInTree, type Placed, type TreeNode, treeOf } from '../record-tree.ts'
import { DocumentModel } from './document-model.ts'

const kinds = ['mention', 'claim', 'stance', 'relation'] as const

/** A record as far as the model and the indexes of a stream look at it. */
type Sketch = {
  readonly number: number
  readonly kind: (typeof kinds)[number]
  readonly startUtf16: number
  readonly lengthUtf16: number
  /** The record a stance names or a relation points at, if that is a fitting one. */
  readonly other: number
  readonly isLinked: boolean
  readonly deleted: boolean
}

const sketches = fc.record({
  number: fc.nat(25),
  kind: fc.constantFrom(...kinds),
  startUtf16: fc.nat(120),
  lengthUtf16: fc.integer({ min: 1, max: 40 }),
  other: fc.nat(25),
  isLinked: fc.boolean(),
  deleted: fc.boolean(),
})

const idOf = (number: number) =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as RecordId

function recordOf(sketch: Sketch, all: ReadonlyMap<number, Sketch>): LayerRecord {
  const { number, kind, startUtf16, lengthUtf16, other, isLinked, deleted } = sketch
  const extent = [{ startUtf16, endUtf16: startUtf16 + lengthUtf16 }]
  const named = all.get(other)?.kind === 'claim' ? idOf(other) : null
  const topic = { kind: 'topic', id: idOf(99) }
  const data = {
    mention: { extent, label: idOf(98), entity: isLinked ? idOf(96) : null, attrs: {} },
    claim: { content: { evidence: extent }, report: { chain: [] }, proposition: null, topics: [] },
    stance: { evidence: extent, claim: named, attitude: { holder: {}, target: topic, chain: [] } },
    relation: { type: idOf(97), from: idOf(other), to: idOf(number), cue: null },
  }[kind]
  return { id: idOf(number), kind, data, deleted, revs: {} } as unknown as LayerRecord // only these are read
}

/** Everything anew, by the plainest means. */
function plainTree(view: StreamState, numbers: Iterable<number>) {
  const live = [...numbers].flatMap((number) => {
    const record = mapGet(view.records, idOf(number)) as LayerRecord | undefined // as above
    return record && !record.deleted ? [record] : []
  })
  const placed: Placed[] = live.flatMap((record) => {
    const hull = hullInTree(record)
    return hull ? [{ record, hull, reach: hull }] : []
  })
  return { live, nodes: treeOf(placed.sort(comparePlaced)) }
}

function viewOf(all: ReadonlyMap<number, Sketch>, seq: number): StreamState {
  const records = [...all.values()].map((sketch) => recordOf(sketch, all))
  return stateFromRecords(emptyStream('layer', 'layer' as StreamId), seq, records)
}

const brief = ({ record, level, childCount, parent }: TreeNode) => [
  record.id,
  level,
  childCount,
  parent,
]

function rowsOf(model: DocumentModel): readonly TreeNode[] {
  return Array.from({ length: model.rowCount }, (_, at) => model.row(at)).flatMap(
    (row) => row ?? [],
  )
}

test('after any changes the model is what it would be if it were made anew', () => {
  fc.assert(
    fc.property(fc.array(fc.array(sketches, { maxLength: 6 }), { maxLength: 12 }), (steps) => {
      const all = new Map<number, Sketch>()
      const model = new DocumentModel()
      model.reset([viewOf(all, 0)])
      for (const [seq, step] of steps.entries()) {
        const touched = take(step, all)
        const view = viewOf(all, seq + 1)
        model.update(view, touched)
        expectSame(model, view, all.keys())
      }
    }),
  )
})

/** Takes a step in and says which records it touches. */
function take(step: readonly Sketch[], all: Map<number, Sketch>): ReadonlySet<RecordId> {
  const touched = new Set(step.map(({ number }) => number))
  for (const sketch of step) {
    const known = all.get(sketch.number)
    // A record never changes its kind.
    all.set(sketch.number, known ? { ...sketch, kind: known.kind } : sketch)
  }
  // A stance may have named a number that became a claim only now.
  for (const { number, other } of all.values()) if (touched.has(other)) touched.add(number)
  return new Set([...touched].map(idOf))
}

function expectSame(model: DocumentModel, view: StreamState, numbers: Iterable<number>): void {
  const { live, nodes } = plainTree(view, numbers)
  const rows = rowsOf(model)
  const rest = live.filter((record) => hullInTree(record) === undefined)
  expect(rows.slice(0, nodes.length).map(brief)).toEqual(nodes.map(brief))
  expect(new Set(rows.slice(nodes.length).map(({ record }) => record.id))).toEqual(
    new Set(rest.map(({ id }) => id)),
  )
  for (const [at, { record }] of rows.entries()) expect(model.rowIndexOf(record.id)).toBe(at)
  const linked = live.filter(({ kind, data }) => kind === 'mention' && data.entity !== null)
  expect(new Set(model.linkedMentions())).toEqual(new Set(linked))
  for (const kind of kinds)
    expect(model.count(kind)).toBe(live.filter((record) => record.kind === kind).length)
  const order = [...model.inReadingOrder()]
  for (const [at, { id }] of order.entries()) {
    expect(model.neighbour({ id, offsetUtf16: 0 }, 1)?.id).toBe(order[at + 1]?.id)
    expect(model.neighbour({ id, offsetUtf16: 0 }, -1)?.id).toBe(order[at - 1]?.id)
  }
  for (const offsetUtf16 of [0, 30, 77, 200]) {
    const here = { id: null, offsetUtf16 }
    const starts = (record: LayerRecord) => hullInTree(record)?.startUtf16 ?? 0
    expect(model.neighbour(here, 1)?.id).toBe(order.find((r) => starts(r) >= offsetUtf16)?.id)
    expect(model.neighbour(here, -1)?.id).toBe(order.findLast((r) => starts(r) < offsetUtf16)?.id)
  }
}

test('folding hides what is below, a filter what is not wanted, and both can be undone', () => {
  fc.assert(
    fc.property(fc.array(sketches, { maxLength: 20 }), fc.nat(25), (made, number) => {
      const all = new Map(made.map((sketch) => [sketch.number, { ...sketch, deleted: false }]))
      const model = new DocumentModel()
      model.reset([viewOf(all, 1)])
      const before = rowsOf(model).map(brief)
      const isMention = ({ kind }: LayerRecord) => kind === 'mention'
      model.fold(idOf(number), true)
      const shown = rowsOf(model).map(({ record }) => record.id)
      for (const { record, parent } of rowsOf(model)) {
        expect(parent === null || shown.includes(parent)).toBe(true)
        expect(parent).not.toBe(idOf(number))
        expect(all.has(Number(record.id.slice(-12)))).toBe(true)
      }
      model.unfoldTo(idOf(number))
      model.fold(idOf(number), false)
      expect(rowsOf(model).map(brief)).toEqual(before)
      model.setWanted(isMention)
      expect(rowsOf(model).every(({ record }) => isMention(record))).toBe(true)
      expect(model.rowCount).toBe(model.count('mention'))
      model.setWanted(null)
      model.foldAll(true)
      expect(rowsOf(model).every(({ level }) => level === 1)).toBe(true)
      model.foldAll(false)
      expect(rowsOf(model).map(brief)).toEqual(before)
    }),
  )
})

test('a change makes anew only the islands that it touches', () => {
  const mentions = Array.from({ length: 200 }, (_, number) => ({
    number,
    kind: 'mention' as const,
    startUtf16: number * 50,
    lengthUtf16: 10,
    other: 0,
    isLinked: false,
    deleted: false,
  }))
  const all = new Map<number, Sketch>(mentions.map((sketch) => [sketch.number, sketch]))
  const model = new DocumentModel()
  model.reset([viewOf(all, 1)])
  const before = rowsOf(model)
  all.set(7, { ...(mentions[7] as Sketch), lengthUtf16: 20 }) // there are 200
  model.update(viewOf(all, 2), new Set([idOf(7)]))
  const after = rowsOf(model)
  expect(after.filter((row, at) => row !== before[at]).map(({ record }) => record.id)).toEqual([
    idOf(7),
  ])
})
