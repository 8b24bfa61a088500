import type { LayerRecord, RecordId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { comparePlaced, hullInTree, treeOf } from './record-tree.ts'

let made = 0

/** A record as far as the tree looks at it. */
function record(
  kind: 'mention' | 'claim' | 'stance',
  startUtf16: number,
  endUtf16: number,
  claim: RecordId | null = null,
): LayerRecord {
  made += 1
  const id = `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`
  const extent = [{ startUtf16, endUtf16 }]
  const data = {
    mention: { extent },
    claim: { content: { evidence: extent, condition: null } },
    stance: { evidence: extent, claim },
  }[kind]
  return { id, kind, data, deleted: false, revs: {} } as unknown as LayerRecord // only these are read
}

function treeFrom(records: readonly LayerRecord[]) {
  const placed = records.flatMap((each) => {
    const hull = hullInTree(each)
    return hull ? [{ record: each, hull, reach: hull }] : []
  })
  return treeOf(placed.sort(comparePlaced))
}

const shape = (records: readonly LayerRecord[]) =>
  treeFrom(records).map(({ record: { kind }, level, childCount }) => [kind, level, childCount])

test('a stance holds its claim, a claim its mentions, in reading order', () => {
  const mention = record('mention', 12, 15)
  const claim = record('claim', 10, 30)
  const stance = record('stance', 0, 40)
  expect(shape([mention, claim, stance])).toEqual([
    ['stance', 1, 1],
    ['claim', 2, 1],
    ['mention', 3, 0],
  ])
})

test('a claim that a stance names stands under it, wherever it is', () => {
  const claim = record('claim', 100, 120)
  const stance = record('stance', 0, 40, claim.id)
  expect(shape([claim, stance])).toEqual([
    ['stance', 1, 1],
    ['claim', 2, 0],
  ])
})

test('records beside each other stay beside each other', () => {
  const left = record('claim', 0, 10)
  const right = record('claim', 20, 30)
  const between = record('mention', 12, 15)
  expect(shape([right, between, left])).toEqual([
    ['claim', 1, 0],
    ['mention', 1, 0],
    ['claim', 1, 0],
  ])
})

test('every record stands in the tree exactly once', () => {
  const records = Array.from({ length: 300 }, (_, at) => {
    const kind = (['mention', 'claim', 'stance'] as const)[at % 3] ?? 'mention'
    const startUtf16 = (at * 37) % 200
    return record(kind, startUtf16, startUtf16 + 1 + ((at * 13) % 60))
  })
  const ids = treeFrom(records).map((node) => node.record.id)
  expect(ids.length).toBe(300)
  expect(new Set(ids).size).toBe(300)
})
