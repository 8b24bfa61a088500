import type { DataOf } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layerRecords, mentionOf, plainText, smallProject } from '../../test/small-project.ts'
import { releaseOf } from '../../test/small-release.ts'
import type { Authored, RecordInLayer } from '../project/project-item.ts'
import { compareReleases } from './compare-releases.ts'

const words = ['Peace', 'now', 'said', 'Ola', 'Zürich', 'letter']
const pools = words.map((word) => mentionOf(plainText, word))
const other = (each: Authored<RecordInLayer>): Authored<RecordInLayer> => {
  // A mention, as all of the pool are.
  const data = { ...(each.record.data as DataOf<'mention'>), note: 'looked at again' }
  return { ...each, record: { ...each.record, data } as RecordInLayer }
}
/** Of each word: not there, there, or there with another note. */
const layers = fc.tuple(...words.map(() => fc.nat(2))).map((states) =>
  pools.flatMap((each, at) => {
    const state = states[at]
    if (state === 0) return []
    return [state === 1 ? each : other(each)]
  }),
)

const none = { count: 0, first: [] }

test('a release does not differ from itself', async () => {
  const release = await releaseOf(smallProject(plainText, layerRecords()))
  expect(await compareReleases(release, release)).toEqual({
    documents: { added: none, removed: none, changed: none, moved: none },
    records: [],
    registry: [],
    codebook: [],
  })
})

test('seen from the other side, what was added is removed; the counts add up', async () => {
  await fc.assert(
    fc.asyncProperty(layers, layers, async (was, is) => {
      const [before, after] = [
        await releaseOf(smallProject(plainText, was)),
        await releaseOf(smallProject(plainText, is)),
      ]
      const there = await compareReleases(before, after)
      const back = await compareReleases(after, before)
      expect(back.records).toEqual(
        there.records.map((each) => ({ ...each, added: each.removed, removed: each.added })),
      )
      const [mentions] = there.records.filter(({ label }) => label === null)
      const { added = 0, removed = 0 } = mentions ?? {}
      expect(was.length + added - removed).toBe(is.length)
      expect(await compareReleases(before, before)).toMatchObject({ records: [] })
    }),
    { numRuns: 10 },
  )
})

test('documents, texts and what is known of them are compared, and the codebook by its version', async () => {
  const before = await releaseOf(smallProject(plainText, []))
  const after = await releaseOf(smallProject(plainText, []))
  const [entry] = before.manifest.documents
  const moved = {
    ...after,
    manifest: {
      ...after.manifest,
      codebook: { version: null, sha256: null },
      documents: after.manifest.documents.map((each) => ({ ...each, split: 'test' as const })),
    },
    source: {
      ...after.source,
      documents: async function* () {
        for await (const each of after.source.documents()) {
          const meta = { ...each.record.data.meta, title: 'Peace again', url: 'https://a.example' }
          yield { ...each, record: { ...each.record, data: { ...each.record.data, meta } } }
        }
      },
    },
  }
  const found = await compareReleases(before, moved)
  expect(found.documents.changed).toEqual({
    count: 1,
    first: [
      {
        id: entry?.id,
        title: 'Peace again',
        isTextChanged: false,
        areZonesChanged: false,
        meta: ['title', 'url'],
      },
    ],
  })
  expect(found.documents.moved.first).toEqual([
    { id: entry?.id, title: 'Peace again', from: entry?.split, to: 'test' },
  ])
  expect(found.codebook.length).toBeGreaterThan(0)
  expect(new Set(found.codebook.map(({ change }) => change))).toEqual(new Set(['removed']))
})
