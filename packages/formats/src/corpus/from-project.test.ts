import { expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { layerRecords, plainText, smallProject } from '../../test/small-project.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { corpusOfProject } from './from-project.ts'
import { Ledger } from './ledger.ts'

async function corpusWith(source: ProjectSource) {
  const ledger = new Ledger()
  const { head, documents } = await corpusOfProject(source, ledger)
  return { head, documents: await collect(documents()), report: ledger.report() }
}

const told = (lines: readonly { kind: string; reason: string; count: number }[]) =>
  lines.map(({ kind, reason, count }) => `${count} ${kind} ${reason}`)

test('the names of an entity that was merged into another are names of that one', async () => {
  const { head, report } = await corpusWith(smallProject(plainText, layerRecords()))
  const ola = head.entities.find(({ name }) => name === 'ola-proper')
  expect(ola?.aliases).toEqual(['Ms Ola', 'Ola O.', 'ola'])
  expect(told(report.dropped)).toContain('1 entity merged')
})

test('what a corpus does not say of a project is told', async () => {
  const { report } = await corpusWith(smallProject(plainText, layerRecords()))
  expect(told(report.changed)).toEqual(
    expect.arrayContaining([
      '1 document project-detail',
      '1 layer project-detail',
      // All but the deleted one were changed by somebody else since.
      '5 signature project-detail',
    ]),
  )
  expect(told(report.dropped)).toEqual(
    expect.arrayContaining(['1 mention deleted', '4 comment older-detail', '1 comment deleted']),
  )
})

test('a layer that was deleted is told with all that was in it', async () => {
  const source = smallProject(plainText, layerRecords())
  const withoutLayer: ProjectSource = {
    ...source,
    documents: async function* () {
      for await (const document of source.documents()) {
        const layers = [...document.layers].map((layer) => {
          return { ...layer, record: { ...layer.record, deleted: true } }
        })
        yield { ...document, layers }
      }
    },
  }
  const { documents, report } = await corpusWith(withoutLayer)
  expect(documents.map(({ layers }) => layers)).toEqual([[]])
  expect(told(report.dropped)).toEqual(
    expect.arrayContaining(['1 layer deleted', '3 mention with-record', '1 claim with-record']),
  )
})
