import type { Shape, SurfaceRecord, SurfaceRelation, SurfaceZone } from '@parallax/surface'
import { generatedText } from './generated-text.ts'
import { type Dice, seededDice } from './seeded-dice.ts'

/** What a generated document is like. The same description gives the same document. */
export type DocumentSize = {
  readonly lengthUtf16: number
  /** Where its records stand. A region with the same bounds and count has the same records anywhere. */
  readonly regions: readonly Region[]
  /** As many records may lie over one word, where there is room for all of them. */
  readonly maxNesting: number
}

type Region = {
  readonly fromUtf16: number
  readonly toUtf16: number
  readonly recordCount: number
}

/** A document as a surface takes it. */
export type GeneratedDocument = {
  readonly text: string
  readonly zones: readonly SurfaceZone[]
  /** In no order, as people make them. */
  readonly records: readonly SurfaceRecord[]
  /** One for every ten records: half between neighbours, half across the whole text. */
  readonly relations: readonly SurfaceRelation[]
}

/** Records evenly over all of a text. */
export function evenly(lengthUtf16: number, recordCount: number, maxNesting = 5): DocumentSize {
  return { lengthUtf16, regions: [{ fromUtf16: 0, toUtf16: lengthUtf16, recordCount }], maxNesting }
}

type Look = {
  readonly shape: Shape
  readonly colours: readonly number[]
  readonly minUtf16: number
  readonly maxUtf16: number
  readonly share: number
}

/** Longest first, so that each finds room. */
const looks: readonly Look[] = [
  { shape: 'stance', colours: [9], minUtf16: 120, maxUtf16: 400, share: 0.1 },
  { shape: 'claim', colours: [8], minUtf16: 60, maxUtf16: 160, share: 0.2 },
  { shape: 'mention', colours: [1, 2, 3, 4, 5, 6, 7], minUtf16: 5, maxUtf16: 25, share: 0.7 },
]
const chips: Readonly<Record<Shape, string>> = {
  mention: 'Person',
  claim: 'Claim · Aldova',
  stance: 'Stance · Aldova, plan',
}
/** Of so many records one has a second part. */
const oneWithGapIn = 50
const recordsPerRelation = 10
/** How often a place is looked for before a record lies deeper than asked. */
const attempts = 60

/** A document of this size, the same in every run. */
export function generatedDocument(size: DocumentSize): GeneratedDocument {
  const text = generatedText(size.lengthUtf16)
  const words = wordsOf(text)
  const records = size.regions.flatMap((region) => recordsIn(region, words, size.maxNesting))
  const mixed = shuffled(records, seededDice(7))
  return { text, zones: zonesOf(text), records: mixed, relations: relationsOf(mixed) }
}

/** Every other one is near: to the mention after it in the text. */
function relationsOf(records: readonly SurfaceRecord[]): readonly SurfaceRelation[] {
  const mentions = records
    .filter(({ shape }) => shape === 'mention')
    .toSorted((a, b) => startOf(a) - startOf(b))
  const dice = seededDice(13)
  return Array.from({ length: Math.floor(records.length / recordsPerRelation) }, (_, index) => {
    const at = dice.between(0, mentions.length - 2)
    const far = dice.between(0, mentions.length - 1)
    const other = index % 2 === 0 || far === at ? at + 1 : far
    return {
      id: `relation ${index}`,
      from: mentions[at]?.id ?? '',
      to: mentions[other]?.id ?? '',
      label: 'works for',
      colour: 8,
      description: `Relation ${index}: works for`,
    }
  })
}

function startOf({ parts }: SurfaceRecord): number {
  return parts[0]?.startUtf16 ?? 0
}

function zonesOf(text: string): readonly SurfaceZone[] {
  const headlineEndUtf16 = text.indexOf('\n') + 1
  return [
    { kind: 'headline', note: '', startUtf16: 0, endUtf16: headlineEndUtf16 },
    { kind: 'body', note: '', startUtf16: headlineEndUtf16, endUtf16: text.length },
  ]
}

type Word = { readonly startUtf16: number; readonly endUtf16: number; readonly endsLine: boolean }

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\p{L}+/gu)].map(({ index, 0: word }) => {
    const endUtf16 = index + word.length
    return {
      startUtf16: index,
      endUtf16,
      endsLine: /^[^\p{L}]*\n/u.test(text.slice(endUtf16, endUtf16 + 4)),
    }
  })
}

function recordsIn(region: Region, all: readonly Word[], maxNesting: number): SurfaceRecord[] {
  const words = all.filter(
    ({ startUtf16, endUtf16 }) => startUtf16 >= region.fromUtf16 && endUtf16 <= region.toUtf16,
  )
  const dice = seededDice(region.fromUtf16 + region.recordCount)
  const depths = new Uint16Array(words.length)
  return looks.flatMap((look) =>
    Array.from({ length: Math.round(region.recordCount * look.share) }, (_, index) => {
      const first = place(look, { words, depths, dice, maxNesting })
      const isSplit = index % oneWithGapIn === 0
      const { startUtf16, endUtf16 } = first
      const parts = isSplit ? split(first, words) : [{ startUtf16, endUtf16 }]
      return {
        id: `${look.shape} ${region.fromUtf16} ${index}`,
        shape: look.shape,
        parts,
        colour: dice.pick(look.colours),
        chip: chips[look.shape],
        chipValue: look.shape === 'stance' ? '+2' : null,
        description: `${chips[look.shape]} ${index}`,
      }
    }),
  )
}

type Setting = {
  readonly words: readonly Word[]
  /** How many records lie over each word so far. */
  readonly depths: Uint16Array
  readonly dice: Dice
  readonly maxNesting: number
}

type Place = {
  readonly startUtf16: number
  readonly endUtf16: number
  readonly fromWord: number
  readonly toWord: number
}

/** Whole words of one paragraph where nothing lies too deep, if such a place is found. */
function place(look: Look, { words, depths, dice, maxNesting }: Setting): Place {
  for (let attempt = 1; ; attempt += 1) {
    const fromWord = dice.between(0, words.length - 1)
    const toWord = lastWord(words, fromWord, dice.between(look.minUtf16, look.maxUtf16))
    const over = depths.subarray(fromWord, toWord + 1)
    if (attempt < attempts && over.some((depth) => depth >= maxNesting)) continue
    for (let word = fromWord; word <= toWord; word += 1) depths[word] = (depths[word] ?? 0) + 1
    const startUtf16 = words[fromWord]?.startUtf16 ?? 0
    return { startUtf16, endUtf16: words[toWord]?.endUtf16 ?? startUtf16, fromWord, toWord }
  }
}

function lastWord(words: readonly Word[], fromWord: number, wantedUtf16: number): number {
  const startUtf16 = words[fromWord]?.startUtf16 ?? 0
  let at = fromWord
  while (words[at]?.endsLine === false && (words[at]?.endUtf16 ?? 0) - startUtf16 < wantedUtf16)
    at += words[at + 1] ? 1 : words.length
  return Math.min(at, words.length - 1)
}

/** The same place without its middle word, where it has one. */
function split({ startUtf16, endUtf16, fromWord, toWord }: Place, words: readonly Word[]) {
  const gap = Math.floor((fromWord + toWord) / 2)
  const before = words[gap - 1]
  const after = words[gap + 1]
  if (gap <= fromWord || !before || !after) return [{ startUtf16, endUtf16 }]
  return [
    { startUtf16, endUtf16: before.endUtf16 },
    { startUtf16: after.startUtf16, endUtf16 },
  ]
}

function shuffled<Item>(items: readonly Item[], dice: Dice): readonly Item[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = dice.between(0, last)
    const kept = mixed[last]
    const taken = mixed[other]
    if (kept === undefined || taken === undefined) continue
    mixed[last] = taken
    mixed[other] = kept
  }
  return mixed
}
