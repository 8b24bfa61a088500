import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  type AnyRecord,
  applyChange,
  emptyStream,
  mapValues,
  type StreamState,
  stateFromRecords,
  streamIdSchema,
  touchedIds,
} from '@parallax/domain'
import { sampleWorld } from '@parallax/domain/test'
import { expect, test } from 'vitest'
import { bytesOfState, grownBytes } from './weigh.ts'

setFlagsFromString('--expose-gc')
// The flag makes it a global of contexts made from now on.
const collectGarbage = runInNewContext('gc') as () => void

const streams = [...sampleWorld().streams.values()].map(({ state }) => state)

test.each(['registry', 'codebook', 'document', 'layer'] as const)(
  'the weight of a %s is what it takes in memory, within a half and double',
  (kind) => {
    const templates = streams
      .filter((state) => state.kind === kind)
      .flatMap(({ records }) => [...mapValues(records)])
    const [state, heldBytes] = measured(() => manyOf(kind, templates, 6_000))
    const ratio = bytesOfState(state) / heldBytes
    expect(ratio, `${bytesOfState(state)} of ${heldBytes} bytes`).toBeGreaterThan(0.5)
    expect(ratio, `${bytesOfState(state)} of ${heldBytes} bytes`).toBeLessThan(2)
  },
)

test('weighed step by step, a state weighs what it weighs as a whole', () => {
  for (const { state: whole, log } of sampleWorld().streams.values()) {
    let state = emptyStream(whole.kind, whole.id)
    let bytes = bytesOfState(state)
    for (const entry of log) {
      const after = applyChange(state, entry.change, entry)
      bytes += grownBytes(state, after, touchedIds(entry.change))
      state = after
    }
    expect(bytes).toBe(bytesOfState(state))
  }
})

/** A state of many records like these, each with strings of its own, as they come from a database. */
function manyOf(
  kind: StreamState['kind'],
  templates: readonly AnyRecord[],
  count: number,
): StreamState {
  const texts = templates.map((record) => ({ id: record.id, json: JSON.stringify(record) }))
  const records = Array.from({ length: count }, (_, index) => {
    const { id, json } = texts[index % texts.length] ?? { id: '', json: '{}' }
    // A record with another id is a record.
    return JSON.parse(json.replaceAll(id, randomUUID())) as AnyRecord
  })
  return stateFromRecords(emptyStream(kind, streamIdSchema.parse(randomUUID())), 1, records)
}

function measured<T>(make: () => T): readonly [T, number] {
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const made = make()
  collectGarbage()
  return [made, process.memoryUsage().heapUsed - before]
}
