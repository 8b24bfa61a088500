import { expect, test } from 'vitest'
import { layerRecords, plainText, smallProject } from '../../test/small-project.ts'
import { releaseOf } from '../../test/small-release.ts'
import { bibtexOfRelease, citeRelease } from './cite-release.ts'
import { codebookOfSource } from './codebook-of-source.ts'
import { writeDatasetCard } from './dataset-card.ts'
import { splitNames } from './draw-splits.ts'

const project = smallProject(plainText, layerRecords())

test('a manifest counts what lives, and labels add up over the splits', async () => {
  const { manifest } = await releaseOf(project)
  expect(manifest.counts).toMatchObject({
    documents: 1,
    layers: 1,
    layersByKind: { adjudicated: 0, shared: 0, annotator: 1 },
    outlets: 1,
    charactersUtf16: plainText.length,
    records: { mention: 2, claim: 1, stance: 1, relation: 1 },
  })
  expect(manifest.counts.records.comment).toBeUndefined()
  expect(manifest.published).toEqual({ first: '2030-01-31', last: '2030-01-31' })
  expect(manifest.languages).toEqual([{ language: 'en', documents: 1 }])
  for (const [at, { records }] of manifest.counts.labels.entries()) {
    const split = splitNames.map((name) => manifest.splits?.sizes[name].labels[at] ?? 0)
    expect(split.reduce((sum, each) => sum + each, 0)).toBe(records)
  }
})

test('a release without splits says so', async () => {
  const { manifest } = await releaseOf(project, null)
  expect(manifest.splits).toBeNull()
  expect(manifest.documents.map(({ split }) => split)).toEqual([null])
  expect(writeDatasetCard(manifest, undefined)).toContain('This release has no splits.')
})

test('a card begins with front matter and names what, who, how and how to cite', async () => {
  const { manifest, source } = await releaseOf(project)
  const codebook = await codebookOfSource(source, 1)
  const card = writeDatasetCard(manifest, codebook)
  expect(card.startsWith('---\npretty_name: "River disputes: Spring, second round"\n')).toBe(true)
  expect(card).toContain('language:\n- "en"')
  expect(card).toContain('size_categories:\n- n<1K')
  for (const section of [
    'What it holds',
    'Who made it',
    'How it was made',
    'Splits',
    'Known limits',
  ])
    expect(card).toContain(`\n## ${section}\n`)
  expect(card).toContain(manifest.content.sha256)
  expect(writeDatasetCard(manifest, codebook)).toBe(card)
})

test('words of people break neither the front matter nor a table', async () => {
  const { manifest } = await releaseOf(project)
  const title = '"---"\nlicense: |\n evil <script>'
  const card = writeDatasetCard(
    {
      ...manifest,
      release: { ...manifest.release, title, licence: 'a: "b"\n---' },
      counts: {
        ...manifest.counts,
        labels: [{ kind: 'mention', label: 'x', name: 'a | b\n| c', records: 1 }],
      },
    },
    undefined,
  )
  const [, front = ''] = card.split(/^---$/m)
  expect(front.split('\n').filter((line) => line.startsWith('license:'))).toEqual([
    'license: "a: \\"b\\" ---"',
  ])
  expect(card).not.toContain('<script>')
  expect(card).toContain('Mention: a \\| b \\| c')
})

test('a cite line says who, when, which and the hash', async () => {
  const { manifest } = await releaseOf(project)
  expect(citeRelease(manifest)).toBe(
    `Ada "the quick"; Quist (2030). River disputes, Spring, second round (release 2) [data set]. Parallax. sha256:${manifest.content.sha256}`,
  )
  expect(bibtexOfRelease(manifest)).toContain('@misc{Riverdisputes2,\n')
})
