import { type DocumentId, deriveId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drain } from '../../test/drain.ts'
import { type GroupedDocument, groupDocuments } from './document-groups.ts'
import { nearDuplicateRatio } from './near-duplicates.ts'
import { sketchText } from './text-sketch.ts'

const idOf = (number: number) =>
  deriveId('0f0e0d0c-0b0a-4908-8706-050403020100', `document ${number}`) as DocumentId

const sentences = [
  'The bridge is shut.',
  'Rain fell for nine days on end.',
  'Sheep were sold at noon.',
]
const documentOf = (number: number, kinds: readonly number[], supersedes: number | null) => {
  const text = kinds.map((kind) => sentences[kind]).join(' ')
  return {
    id: idOf(number),
    textSha256: text,
    sketch: sketchText(text),
    supersedes: supersedes === null ? null : idOf(supersedes),
  }
}
const projects = fc
  .array(
    fc.record({
      kinds: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
      supersedes: fc.option(fc.nat(14), { freq: 8 }),
    }),
    { maxLength: 12 },
  )
  .map((given) => given.map(({ kinds, supersedes }, at) => documentOf(at, kinds, supersedes)))
/** Some ids in them are of no document. */
const sets = fc.array(
  fc.uniqueArray(fc.nat(14), { maxLength: 4 }).map((ids) => ids.map(idOf)),
  {
    maxLength: 4,
  },
)

const groupsOf = (given: readonly GroupedDocument[], stories: readonly DocumentId[][]) =>
  drain(groupDocuments(given, stories))

test('every document is in one group, and the groups do not depend on the order', () => {
  fc.assert(
    fc.property(projects, sets, fc.infiniteStream(fc.nat()), (given, stories, dice) => {
      const groups = groupsOf(given, stories)
      expect(groups.flat().toSorted()).toEqual(given.map(({ id }) => id).toSorted())
      for (const group of groups) expect(group).toEqual(group.toSorted())
      const mixed = given
        .map((each) => ({ each, rank: dice.next().value ?? 0 }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ each }) => each)
      const reversed = stories.map((story) => story.toReversed()).toReversed()
      expect(groupsOf(mixed, reversed)).toEqual(groups)
    }),
  )
})

test('what a story, a text or a version joins is in one group, and nothing else is', () => {
  fc.assert(
    fc.property(projects, sets, (given, stories) => {
      const groups = groupsOf(given, stories)
      const groupOf = (id: DocumentId) => groups.findIndex((group) => group.includes(id))
      const known = new Set(given.map(({ id }) => id))
      const pairs: (readonly [DocumentId, DocumentId])[] = [
        ...stories.flatMap((story) => {
          const [first, ...others] = story.filter((id) => known.has(id))
          return first ? others.map((id) => [first, id] as const) : []
        }),
        ...given.flatMap(({ id, supersedes }) =>
          supersedes && known.has(supersedes) ? [[id, supersedes] as const] : [],
        ),
        ...given.flatMap((a) =>
          given.filter((b) => isNear(a.sketch, b.sketch)).map((b) => [a.id, b.id] as const),
        ),
      ]
      for (const [a, b] of pairs) expect(groupOf(a)).toBe(groupOf(b))
      // Joining n documents into one takes n − 1 of these pairs: no group is larger than they make it.
      const joined = componentsOf([...known], pairs)
      expect(groups).toHaveLength(joined)
    }),
  )
})

function isNear(a: Uint32Array, b: Uint32Array): boolean {
  const common = a.filter((each) => b.includes(each)).length
  return common / (a.length + b.length - common) >= nearDuplicateRatio
}

/** How many sets the pairs leave, by painting over. */
function componentsOf(
  ids: readonly DocumentId[],
  pairs: readonly (readonly [DocumentId, DocumentId])[],
): number {
  const colours = new Map(ids.map((id) => [id, id]))
  for (const [a, b] of pairs) {
    const [from, to] = [colours.get(a), colours.get(b)]
    for (const [id, colour] of colours) if (colour === from && to) colours.set(id, to)
  }
  return new Set(colours.values()).size
}
