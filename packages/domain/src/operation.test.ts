import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { chooser } from '../test/choose.ts'
import { expectOperationLaws } from '../test/laws.ts'
import { allTypes, nextRequest } from '../test/operation-args.ts'
import { history } from '../test/project-arbitrary.ts'
import { sampleDocumentId, sampleEntityId } from '../test/sample-ids.ts'
import { adasLayer, bensLayer, plainEntity, sample, sampleWorld } from '../test/sample-world.ts'
import {
  codebookAddress,
  contextAt,
  operationOf,
  people,
  type Request,
  registryAddress,
  stateAt,
  submit,
  submitAll,
  type World,
  withText,
} from '../test/world.ts'
import { maxOperationBytes, maxOperationRecords, planOperation } from './operation.ts'
import type { OperationType } from './operations/registry.ts'

// Many rounds on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 })

describe('every operation', () => {
  test('keeps the laws, whatever came before it', () => {
    fc.assert(
      fc.property(history(30), (seeds) => {
        seeds.reduce(
          (world, seed) => expectOperationLaws(world, nextRequest(world, chooser(seed))).world,
          sampleWorld(),
        )
      }),
      { numRuns: 25 },
    )
  })

  test.each(allTypes)('%s keeps the laws, again and again', (type) => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 6 }), (seeds) => {
        seeds.reduce((world, seed) => {
          const request = nextRequest(world, chooser(seed), [type])
          return expectOperationLaws(world, request).world
        }, preparedFor(type))
      }),
      { numRuns: 6 },
    )
  })

  // The same seeds every time: whether laws speak of accepted operations at all is no matter of luck.
  test.each(allTypes)('%s is not always refused, so that its laws speak of something', (type) => {
    const world = preparedFor(type)
    const accepted = fixedSeeds.filter((seed) => {
      const request = nextRequest(world, chooser(seed), [type])
      return expectOperationLaws(world, request).outcome.ok
    })
    expect(accepted.length).toBeGreaterThan(0)
  })
})

const fixedSeeds = Array.from({ length: 60 }, (_, at) => (at + 1) * 7_919)

describe('an operation', () => {
  const note = (value: string): Request => ({
    address: adasLayer,
    actor: people.ada,
    type: 'record.set',
    args: { id: sample.mention, register: 'note', value },
  })

  test('weighs at most a megabyte of UTF-8, whatever its letters are', () => {
    const code = (value: string) => {
      const { outcome } = submit(sampleWorld(), note(value))
      return outcome.ok ? 'accepted' : outcome.reason.code
    }
    expect(code('x'.repeat(10_000))).toBe('accepted')
    expect(code('x'.repeat(990_000)), 'too long for a note, not for an operation').toBe('bad-value')
    expect(code('x'.repeat(maxOperationBytes))).toBe('operation-too-large')
    expect(code('é'.repeat(maxOperationBytes / 2))).toBe('operation-too-large')
    expect(code('🚢'.repeat(maxOperationBytes / 4))).toBe('operation-too-large')
    expect(code('€'.repeat(300_000))).toBe('bad-value')
  })

  test('touches at most a thousand records', () => {
    const entities = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        type: 'entity.create',
        args: { id: sampleEntityId(`many ${index}`), data: plainEntity(`Many ${index}`, 'PER') },
      }))
    const submitted = (count: number) =>
      submit(sampleWorld(), {
        address: registryAddress(sampleWorld()),
        actor: people.ada,
        type: 'batch',
        args: { operations: entities(count) },
      })
    expect(submitted(maxOperationRecords).outcome.ok).toBe(true)
    expect(submitted(maxOperationRecords + 1).outcome).toMatchObject({
      reason: { code: 'operation-too-large' },
    })
  })

  test('for another stream is refused', () => {
    const operation = operationOf(sampleWorld(), note('mine'))
    const state = stateAt(sampleWorld(), bensLayer)
    const context = contextAt(sampleWorld(), bensLayer)
    expect(planOperation(state, context, operation, people.ada)).toEqual({
      ok: false,
      reason: { code: 'wrong-stream' },
    })
  })
})

/** A project in which an operation of this type has something to do. */
function preparedFor(type: OperationType): World {
  const world = sampleWorld()
  switch (type) {
    case 'document.import':
      return withText(world, sampleDocumentId('new'), 'A new article.')
    case 'layer.lock':
      return submitAll(world, [
        { address: adasLayer, actor: people.ada, type: 'layer.submit', args: {} },
      ])
    case 'registry.unmerge': {
      const args = { from: sample.board, into: sample.union }
      return submitAll(world, [
        { address: registryAddress(world), actor: people.jude, type: 'registry.merge', args },
      ])
    }
    case 'codebook.publish': {
      const args = { id: sample.fishing, register: 'name', value: 'Fishing' }
      return submitAll(world, [
        { address: codebookAddress(world), actor: people.olga, type: 'codebook.set', args },
      ])
    }
    default:
      return world
  }
}
