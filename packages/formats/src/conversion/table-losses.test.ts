import { expect, test } from 'vitest'
import { plainTools } from '../../test/plain-tools.ts'
import { layerRecords, plainText, smallProject } from '../../test/small-project.ts'
import { csvCodec } from '../codecs/csv.ts'
import { unaccounted } from '../corpus/ledger.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { lossesOfFormat } from './write-format.ts'

const reportOf = (source: ProjectSource) =>
  lossesOfFormat(source, { codec: csvCodec, tools: plainTools })
const told = (lines: readonly { kind: string; reason: string; count: number }[]) =>
  lines.map(({ kind, reason, count }) => `${count} ${kind} ${reason}`)

test('a table keeps the names that stand in its rows, and tells what else is known of them', async () => {
  const report = await reportOf(smallProject(plainText, layerRecords()))
  expect(unaccounted(report)).toEqual([])
  expect(report.out).toMatchObject({ document: 1, layer: 1, mention: 2, claim: 1, stance: 1 })
  // Who is named: Ola under the name that she was merged into, the town, the outlet.
  expect(report.out).toMatchObject({ entity: 3, proposition: 1 })
  expect(told(report.dropped)).toEqual(
    expect.arrayContaining(['1 entity merged', '1 relation kind-not-held', '1 mention deleted']),
  )
  expect(told(report.changed)).toEqual(
    expect.arrayContaining([
      '1 document text-not-held',
      '1 document zones-not-held',
      '3 entity entity-detail-not-held',
    ]),
  )
})

test('a document and a layer without rows are not in a table', async () => {
  const report = await reportOf(smallProject(plainText, []))
  expect(unaccounted(report)).toEqual([])
  expect(report.out).toMatchObject({ document: 0, layer: 0, entity: 0, label: 0 })
  expect(told(report.dropped)).toEqual(
    expect.arrayContaining([
      '1 document nothing-in-it',
      '1 layer nothing-in-it',
      '3 entity not-named',
      '1 proposition not-named',
    ]),
  )
})
