import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooser } from '../test/choose.ts'
import { expectOperationLaws } from '../test/laws.ts'
import { allTypes, nextRequest } from '../test/operation-args.ts'
import { history } from '../test/project-arbitrary.ts'
import { sampleDocumentId } from '../test/sample-ids.ts'
import { adasLayer, sample, sampleWorld } from '../test/sample-world.ts'
import {
  codebookAddress,
  people,
  registryAddress,
  submitAll,
  type World,
  withText,
} from '../test/world.ts'
import type { OperationType } from './operations/registry.ts'

describe('every operation', () => {
  test('keeps the laws, whatever came before it', () => {
    fc.assert(
      fc.property(history(30), (seeds) => {
        seeds.reduce(
          (world, seed) => expectOperationLaws(world, nextRequest(world, chooser(seed))).world,
          sampleWorld(),
        )
      }),
      { numRuns: 40 },
    )
  })

  test.each(allTypes)('%s keeps the laws, and is mostly accepted', (type) => {
    let accepted = 0
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 6 }), (seeds) => {
        seeds.reduce((world, seed) => {
          const request = nextRequest(world, chooser(seed), [type])
          const submission = expectOperationLaws(world, request)
          if (submission.outcome.ok) accepted += 1
          return submission.world
        }, preparedFor(type))
      }),
      { numRuns: 10 },
    )
    expect(accepted).toBeGreaterThan(0)
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
