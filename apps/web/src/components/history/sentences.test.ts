import { mapGet, type RecordId } from '@parallax/domain'
import {
  chooser,
  codebookAddress,
  history,
  logAt,
  nextRequest,
  people,
  registryAddress,
  sample,
  sampleClaim,
  sampleId,
  sampleWorld,
  sharedLayer,
  stateAt,
  submit,
  submitAll,
  type World,
} from '@parallax/domain/test'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { HistoryNaming } from './naming.ts'
import { sentencesOf } from './sentences.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

function namingOf(world: World): HistoryNaming {
  const recordOf = (id: RecordId) => {
    for (const { state } of world.streams.values()) {
      const record = mapGet(state.records, id)
      if (record) return record
    }
    return undefined
  }
  return {
    text: world.texts.get(sample.harbour) ?? null,
    registry: stateAt(world, registryAddress(world)),
    codebook: stateAt(world, codebookAddress(world)),
    recordOf,
    personName: () => 'Mei',
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-/

test('whatever is done is told in words, without ids, and what changed nothing is not told', () => {
  fc.assert(
    fc.property(history(40), (seeds) => {
      let world: World = sampleWorld()
      for (const seed of seeds) {
        const { entry, ...next } = submit(world, nextRequest(world, chooser(seed)))
        world = next.world
        if (!entry) continue
        const said = sentencesOf(entry, namingOf(world))
        const isEmpty = entry.change.added.length + entry.change.written.length === 0
        if (!isEmpty) expect(said.length, entry.opType).toBeGreaterThan(0)
        for (const sentence of said) {
          expect(sentence, entry.opType).not.toMatch(uuid)
          expect(sentence).not.toMatch(/undefined|\[object/)
        }
      }
    }),
  )
})

describe('a sentence', () => {
  const claim = sampleId('a claim to tell of')
  const data = { ...sampleClaim, report: { chain: [], rendering: 'own', relay: null } }
  const base = { address: sharedLayer, actor: people.ada }
  const made = submitAll(sampleWorld(), [
    { ...base, type: 'records.create', args: { records: [{ id: claim, kind: 'claim', data }] } },
  ])
  const told = (world: World) => {
    const entry = logAt(world, sharedLayer).at(-1)
    return entry ? sentencesOf(entry, namingOf(world)) : []
  }
  const set = (register: string, value: unknown) =>
    submitAll(made, [{ ...base, type: 'record.set', args: { id: claim, register, value } }])

  test('names what was made, changed, cleared and deleted', () => {
    expect(told(made)[0]).toMatch(/^made the claim “.+”$/)
    expect(told(set('certainty', 'possible'))[0]).toMatch(
      /^changed the certainty of “.+” from Certain to Possible$/,
    )
    expect(told(set('note', 'so'))[0]).toMatch(/^set the note of “.+” to so$/)
    const gone = submitAll(made, [{ ...base, type: 'records.delete', args: { ids: [claim] } }])
    expect(told(gone)[0]).toMatch(/^deleted the claim “.+”$/)
  })

  test('tells the parts of what is written together one by one', () => {
    const report = { chain: [], rendering: 'own', relay: null }
    const chain = [
      { sources: [sample.veld], sourceExtent: null, cue: null, medium: null, addressees: [] },
    ]
    const reported = set('report', { ...report, chain, rendering: 'indirect', relay: 'neutral' })
    expect(told(reported)).toHaveLength(3)
    expect(told(reported)[0]).toMatch(/^set the source of “.+” to .*Veld/)
  })
})
