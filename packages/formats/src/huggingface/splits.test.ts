import { describe, expect, test } from 'vitest'
import { textFile } from '../../test/codec-laws.ts'
import { splitsOf } from './splits.ts'

async function splitsIn(paths: readonly string[], card?: string) {
  const tables = paths.map((path) => textFile(path, ''))
  const files = card === undefined ? tables : [...tables, textFile('README.md', card)]
  return Object.fromEntries(await splitsOf(tables, files))
}

describe('the parts of a dataset', () => {
  test('are found by the names of files and folders', async () => {
    expect(
      await splitsIn([
        'data/train-00000-of-00002.parquet',
        'data/held_out-00000-of-00001.parquet',
        'default/partial-test/0000.parquet',
        'en/my-validation_set.parquet',
        'dev.parquet',
        'latest/rows.parquet',
      ]),
    ).toEqual({
      'data/train-00000-of-00002.parquet': 'train',
      'data/held_out-00000-of-00001.parquet': 'held_out',
      'default/partial-test/0000.parquet': 'test',
      'en/my-validation_set.parquet': 'validation',
      'dev.parquet': 'validation',
    })
  })

  test('are none where all is for training', async () => {
    expect(await splitsIn(['data/train-00000-of-00001.parquet', 'more.parquet'])).toEqual({})
  })

  test('are what the card says, before what names do', async () => {
    const card = [
      '---',
      'pretty_name: "test"',
      'dataset_info:',
      '  splits:',
      '  - name: train',
      'configs:',
      '- config_name: default',
      '  data_files:',
      '  - split: test',
      '    path: data/train-*',
      '  - split: "gold"',
      '    path:',
      '    - "b/*.parquet"',
      "    - 'c/**'",
      '  - path: d/?.parquet',
      '    split: dev',
      'license: mit',
      '---',
      '- split: no',
      '  path: e.parquet',
    ].join('\n')
    const paths = [
      'data/train-00000-of-00001.parquet',
      'b/1.parquet',
      'b/deep/1.parquet',
      'c/deep/1.parquet',
      'd/1.parquet',
      'd/12.parquet',
      'e.parquet',
    ]
    expect(await splitsIn(paths, card)).toEqual({
      'data/train-00000-of-00001.parquet': 'test',
      'b/1.parquet': 'gold',
      'c/deep/1.parquet': 'gold',
      'd/1.parquet': 'dev',
    })
  })

  test('take no longer for a hostile card', async () => {
    const bad = ['*a'.repeat(90), '**a'.repeat(60), '*a'.repeat(5000), '(a+)+$', '*'.repeat(150)]
    const card = [
      '---',
      ...bad.map((path) => `- split: x\n  path: ${path}b`),
      `- split: ${'x'.repeat(1000)}`,
      '  path: f.parquet',
      `${' '.repeat(100_000)}x`,
      '---',
    ].join('\n')
    expect(await splitsIn([`${'a'.repeat(200)}.parquet`, 'f.parquet'], card)).toEqual({})
  }, 2000)
})
