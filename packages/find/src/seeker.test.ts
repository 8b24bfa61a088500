import type { TextRange } from '@parallax/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samplePatternSearch, sampleSearch } from '../test/find-samples.ts'
import { foldAll } from './folded-text.ts'
import { foldings } from './foldings.ts'
import { plainQuestion, type Question } from './question.ts'
import { foldingOf, prepareQuestion, type SeekPlace } from './seeker.ts'

async function hitsOf(text: string, question: Question, place?: SeekPlace): Promise<TextRange[]> {
  const prepared = await prepareQuestion(question)
  if (!prepared.ok) throw new Error(prepared.problem)
  return [...prepared.seek(text, place)].filter((hit) => hit !== undefined)
}

const found = async (text: string, words: string, change: Partial<Question> = {}) =>
  (await hitsOf(text, { ...plainQuestion(words), ...change })).map(({ startUtf16, endUtf16 }) =>
    text.slice(startUtf16, endUtf16),
  )

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })

function edgesOf(text: string, segmenter: Intl.Segmenter): Set<number> {
  return new Set([...[...segmenter.segment(text)].map(({ index }) => index), text.length])
}

type Letter = TextRange & { readonly folded: string }

function lettersOf(text: string, fold: (letter: string) => string): Letter[] {
  return [...graphemes.segment(text)].map(({ segment, index }) => ({
    startUtf16: index,
    endUtf16: index + segment.length,
    folded: fold(segment),
  }))
}

/** The definition: from every letter, as many letters as make up the words, first come first served. */
function bruteHits(text: string, question: Question): TextRange[] {
  const fold = foldings[foldingOf(question)]
  const letters = lettersOf(text, fold)
  const needle = lettersOf(question.words, fold).map(({ folded }) => folded)
  const wordEdges = edgesOf(text, words)
  const hits: TextRange[] = []
  for (const [from, { startUtf16, folded }] of letters.entries()) {
    const endUtf16 = madeUpAt(letters.slice(from), needle.join(''))
    if (endUtf16 === undefined || folded === '' || startUtf16 < (hits.at(-1)?.endUtf16 ?? 0))
      continue
    const isWhole = wordEdges.has(startUtf16) && wordEdges.has(endUtf16)
    if (isWhole || !question.wholeWord) hits.push({ startUtf16, endUtf16 })
  }
  return question.words.trim() === '' ? [] : hits
}

/** Where the letters that fold to the needle end, if these begin with them. */
function madeUpAt(letters: readonly Letter[], needle: string): number | undefined {
  let made = ''
  for (const { folded, endUtf16 } of letters) {
    made += folded
    if (made.length >= needle.length) return made === needle && made !== '' ? endUtf16 : undefined
  }
  return undefined
}

describe('words', () => {
  test('are found exactly where letter by letter comparison finds them', async () => {
    await fc.assert(
      fc.asyncProperty(sampleSearch, async ({ text, question }) => {
        expect(await hitsOf(text, question)).toEqual(bruteHits(text, question))
      }),
      { numRuns: 1_500 },
    )
  })

  test('every hit folds to the folded words and splits no letter', async () => {
    await fc.assert(
      fc.asyncProperty(sampleSearch, async ({ text, question }) => {
        const name = foldingOf(question)
        const edges = edgesOf(text, graphemes)
        for (const { startUtf16, endUtf16 } of await hitsOf(text, question)) {
          expect(foldAll(text.slice(startUtf16, endUtf16), name)).toBe(
            foldAll(question.words, name),
          )
          expect([edges.has(startUtf16), edges.has(endUtf16)]).toEqual([true, true])
        }
      }),
    )
  })

  test('going on from the end of any hit finds the rest', async () => {
    await fc.assert(
      fc.asyncProperty(sampleSearch, async ({ text, question }) => {
        const hits = await hitsOf(text, question)
        for (const [index, { endUtf16 }] of hits.entries())
          expect(await hitsOf(text, question, { fromUtf16: endUtf16 })).toEqual(
            hits.slice(index + 1),
          )
      }),
    )
  })

  test('a text that was asked before answers the same', async () => {
    await fc.assert(
      fc.asyncProperty(sampleSearch, sampleSearch, async (one, other) => {
        const memory = new Map()
        await hitsOf(one.text, other.question, { memory })
        expect(await hitsOf(one.text, one.question, { memory })).toEqual(
          await hitsOf(one.text, one.question),
        )
      }),
    )
  })

  test('a text of many pieces is searched across their seams', async () => {
    const text = 'néedle in hay '.repeat(9_000)
    expect(await hitsOf(text, plainQuestion('needle'))).toHaveLength(9_000)
    expect(await hitsOf(text, plainQuestion('hay needle'))).toHaveLength(8_999)
  })

  test('a blank question finds nothing', async () => {
    expect(await found('a b', ' ')).toEqual([])
    expect(await found('a b', '')).toEqual([])
  })
})

describe('accents', () => {
  test('are overlooked both ways', async () => {
    expect(await found('Café, cafe\u0301 and cafe', 'cafe')).toHaveLength(3)
    expect(await found('Café, cafe\u0301 and cafe', 'CAFÉ')).toHaveLength(3)
    expect(await found('Ångström, Łódź, İzmir', 'lodz')).toEqual(['Łódź'])
    expect(await found('Ångström, Łódź, İzmir', 'izmir')).toEqual(['İzmir'])
  })

  test('count when one says so, however they are written', async () => {
    const exact = { matchAccents: true }
    expect(await found('Café, cafe\u0301 and cafe', 'café', exact)).toHaveLength(2)
    expect(await found('Café, cafe\u0301 and cafe', 'cafe', exact)).toHaveLength(1)
  })

  test('what expands is found whole, and never in part', async () => {
    expect(await found('Straße', 'strasse')).toEqual(['Straße'])
    expect(await found('Straße', 'STRASSE', { matchAccents: true })).toEqual(['Straße'])
    expect(await found('Straße', 'stras')).toEqual([])
    expect(await found('oﬃce', 'office')).toEqual(['oﬃce'])
  })

  test('vowel points, stretching and quotes do not hide words', async () => {
    expect(await found('كَتَبَ الكاتب', 'كتب')).toEqual(['كَتَبَ'])
    expect(await found('محـــمد', 'محمد')).toEqual(['محـــمد'])
    expect(await found('don’t', "don't")).toEqual(['don’t'])
  })
})

describe('whole words', () => {
  const whole = { wholeWord: true }
  test('are those of the script', async () => {
    expect(await found('the other, the', 'the', whole)).toHaveLength(2)
    expect(await found('我们喜欢阅读。', '喜欢', whole)).toEqual(['喜欢'])
    expect(await found('我们喜欢阅读。', '欢阅', whole)).toEqual([])
  })

  test('are read line by line, which changes nothing', async () => {
    const text = `${'word '.repeat(4_000)}\n${'word '.repeat(4_000)}`
    expect(await hitsOf(text, { ...plainQuestion('word'), ...whole })).toHaveLength(8_000)
  })
})

describe('patterns', () => {
  const pattern = { isPattern: true }

  test('hits are whole letters in order, none over another', async () => {
    await fc.assert(
      fc.asyncProperty(samplePatternSearch, async ({ text, question }) => {
        const prepared = await prepareQuestion(question)
        if (!prepared.ok) return
        const edges = edgesOf(text, graphemes)
        let before = 0
        for (const hit of prepared.seek(text)) {
          if (hit === undefined) continue
          expect(hit.startUtf16).toBeGreaterThanOrEqual(before)
          expect(hit.endUtf16).toBeGreaterThan(hit.startUtf16)
          expect([edges.has(hit.startUtf16), edges.has(hit.endUtf16)]).toEqual([true, true])
          before = hit.endUtf16
        }
      }),
      { numRuns: 400 },
    )
  })

  const edges = ['^a', '\\ba', '^[ab]', '\\Ba', '(^|b)a', 'a$', '^a+?', '\\b[ab]\\b']
  const sampleEdges = fc
    .tuple(fc.stringMatching(/^[ab \n]{0,30}$/), fc.constantFrom(...edges))
    .map(([text, source]) => ({ text, question: { ...plainQuestion(source), ...pattern } }))

  test('going on from the end of any hit finds the rest, so that pages joined are the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(samplePatternSearch, sampleEdges), async ({ text, question }) => {
        const prepared = await prepareQuestion(question)
        if (!prepared.ok) return
        const hits = await hitsOf(text, question)
        for (const [index, { endUtf16 }] of hits.entries())
          expect(await hitsOf(text, question, { fromUtf16: endUtf16 })).toEqual(
            hits.slice(index + 1),
          )
      }),
      { numRuns: 1_000 },
    )
  })

  test('where one goes on is no start of a line and no edge of a word', async () => {
    const text = 'toll tolls untoll\ntoll'
    const rest = async (source: string, fromUtf16: number) =>
      (await hitsOf(text, { ...plainQuestion(source), ...pattern }, { fromUtf16 })).map(
        ({ startUtf16 }) => startUtf16,
      )
    expect(await rest('^toll', 5)).toEqual([18])
    expect(await rest('\\btoll', 13)).toEqual([18])
    expect(await rest('^toll', 18)).toEqual([18])
    expect(await rest('^toll', text.length)).toEqual([])
    expect(await rest('^toll', 2_147_483_647)).toEqual([])
  })

  test('plain letters mean the same as in words, for what has one form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[ab \n]{0,30}$/),
        fc.stringMatching(/^[ab]{1,3}$/),
        async (text, needle) => {
          expect(await hitsOf(text, { ...plainQuestion(needle), ...pattern })).toEqual(
            await hitsOf(text, plainQuestion(needle)),
          )
        },
      ),
    )
  })

  test('see one line at a time and overlook accents', async () => {
    expect(await found('one\ntwo', '^\\w+$', pattern)).toEqual(['one', 'two'])
    expect(await found('Élan élan elan', '\\belan', pattern)).toHaveLength(3)
    expect(await found('Élan élan elan', '[é]lan', { ...pattern, matchAccents: true })).toEqual([
      'Élan',
      'élan',
    ])
    expect(await found('12 March 2026', '\\d{4}', pattern)).toEqual(['2026'])
  })

  test('that explode elsewhere take time that grows with the text', async () => {
    expect(await found(`${'a'.repeat(4_000)}!`, '(a+)+$', pattern)).toEqual([])
  })

  test('that cannot be read say why', async () => {
    const problemOf = async (source: string) => {
      const prepared = await prepareQuestion({ ...plainQuestion(source), ...pattern })
      return prepared.ok ? undefined : prepared.problem
    }
    expect(await problemOf('(a')).toBe('open-bracket')
    expect(await problemOf('a)')).toBe('stray-bracket')
    expect(await problemOf('[a')).toBe('open-class')
    expect(await problemOf('[z-a]')).toBe('bad-class')
    expect(await problemOf('*a')).toBe('nothing-to-repeat')
    expect(await problemOf('a{9999}')).toBe('bad-repeat')
    expect(await problemOf('\\')).toBe('bad-escape')
    expect(await problemOf('(?=a)')).toBe('looks-around')
    expect(await problemOf('(?P<n>a)(?P<n>b)')).toBe('other')
  })
})
