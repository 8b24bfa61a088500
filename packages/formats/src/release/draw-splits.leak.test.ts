import { type DocumentId, deriveId } from '@parallax/domain'
import { expect, test } from 'vitest'
import { drain } from '../../test/drain.ts'
import { groupDocuments } from './document-groups.ts'
import { drawSplits } from './draw-splits.ts'
import { seededRandom } from './seeded-random.ts'
import { sketchText } from './text-sketch.ts'

const idOf = (number: number) =>
  deriveId('0f0e0d0c-0b0a-4908-8706-050403020100', `article ${number}`) as DocumentId
const percents = { train: 80, validation: 10, test: 10 }

/** Articles of invented words, every third with an edited copy: a tenth of its words are others. */
function corpus(seed: number) {
  const random = seededRandom(seed)
  const word = () => `w${Math.floor(random() ** 3 * 20_000).toString(36)}`
  const words = (count: number) => Array.from({ length: count }, word)
  const footer = words(40)
  const texts: string[][] = []
  const planted: (readonly [number, number])[] = []
  while (texts.length < 240) {
    const article = words(150 + Math.floor(random() * 100))
    texts.push([...article, ...footer])
    if (texts.length % 3 !== 0) continue
    planted.push([texts.length - 1, texts.length])
    texts.push([...article.map((each) => (random() < 0.1 ? word() : each)), ...footer])
  }
  const documents = texts.map((each, at) => ({
    id: idOf(at),
    textSha256: String(at),
    sketch: sketchText(each.join(' ')),
    supersedes: null,
  }))
  return { documents, planted }
}

test('an edited copy is never in another split than its original, where a draw by document parts a third', () => {
  let [parted, partedAlone, pairs] = [0, 0, 0]
  for (let seed = 1; seed <= 5; seed += 1) {
    const { documents, planted } = corpus(seed)
    const groups = drain(groupDocuments(documents, []))
    const groupOf = new Map(groups.flatMap((group) => group.map((id) => [id, group[0] ?? id])))
    const asGroups = (ids: readonly (readonly DocumentId[])[]) =>
      ids.map(([id = '', ...others]) => ({ id, documents: others.length + 1, labels: {} }))
    const drawn = drawSplits(asGroups(groups), { seed, percents })
    const alone = drawSplits(asGroups(documents.map(({ id }) => [id])), { seed, percents })
    for (const [a, b] of planted.map((pair) => pair.map(idOf))) {
      if (!a || !b) continue
      pairs += 1
      if (drawn.get(groupOf.get(a) ?? '') !== drawn.get(groupOf.get(b) ?? '')) parted += 1
      if (alone.get(a) !== alone.get(b)) partedAlone += 1
    }
  }
  expect(parted).toBe(0)
  expect(partedAlone / pairs).toBeGreaterThan(0.2)
})
