import type { AnyRecord } from '@parallax/domain'
import { expect, test } from 'vitest'
import {
  layerRecords,
  linesOf,
  plainText,
  smallProject,
  textOfPieces,
} from '../../test/small-project.ts'
import { parallaxCodec } from '../codecs/parallax.ts'
import { standoffCodec } from '../codecs/standoff.ts'
import { countProjectLosses } from '../conversion/project-losses.ts'
import { Ledger } from '../corpus/ledger.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { hydratedLines } from './standoff-lines.ts'

/** The small project with examples that quote its text: to the letter, folded, and with a gap. */
function project(): ProjectSource {
  const source = smallProject(plainText, layerRecords())
  const examples = [
    ...[quoted, 'Quite another sentence, which somebody made up for this.', folded, gapped, ''],
  ].map((text) => ({ text, mark: null, why: 'Because.' }))
  const withExamples = (data: unknown) => ({ ...Object(data), positive: examples, negative: [] })
  const changed = ({ kind, data, ...rest }: AnyRecord) => {
    if (kind === 'label' || kind === 'guideline') return { ...rest, kind, data: withExamples(data) }
    if (kind !== 'version') return { ...rest, kind, data }
    const { content } = Object(data)
    const label = content.label.map((each: { data: unknown }) => {
      return { ...each, data: withExamples(each.data) }
    })
    return { ...rest, kind, data: { ...Object(data), content: { ...content, label } } }
  }
  return {
    ...source,
    codebook: async function* () {
      // Records of the same kinds, but for what their examples say.
      for await (const each of source.codebook())
        yield { ...each, record: changed(each.record) as AnyRecord }
    },
  }
}

const quoted = 'said Ola 👩‍👩‍👧 of Zürich 🇨🇭 to Żółć 𝐀, in a\nletter'
const folded = 'said Ola 👩‍👩‍👧 of Zürich 🇨🇭 to Żółć 𝐀, in a letter.'
const gapped = 'He … Ola 👩‍👩‍👧 of  Zürich 🇨🇭 to [...] her.'
const whole = () => textOfPieces(parallaxCodec.write?.(project()) ?? linesOf(''))
const bare = () => textOfPieces(standoffCodec.write?.(project()) ?? linesOf(''))

const words = (text: string) => text.split(/[^\p{L}\p{N}\p{Emoji}\u200d]+/u).filter(Boolean)

test('a file without texts holds nowhere three words of them in a row', async () => {
  const all = words(plainText)
  const runs = all.slice(2).map((_, index) => all.slice(index, index + 3).join(' '))
  const told = (file: string) => words(JSON.stringify(file.split('\n').map(parsed))).join(' ')
  const holds = async (file: Promise<string>) => {
    const content = told(await file)
    return runs.filter((run) => content.includes(run))
  }
  expect(await holds(whole())).toEqual(runs)
  expect(await holds(bare())).toEqual([])
})

/** With line breaks as spaces, so that no word hangs on a backslash and a letter. */
function parsed(line: string): unknown {
  return JSON.parse(line === '' ? 'null' : line, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\n', ' ') : value,
  )
}

test('examples that somebody made up stay, and those that are lost are told with whose they are', async () => {
  expect(await bare()).toContain('which somebody made up for this')
  const ledger = new Ledger()
  await textOfPieces(standoffCodec.write?.(project(), {}, ledger) ?? linesOf(''))
  const counted = new Ledger()
  await countProjectLosses(project(), standoffCodec, counted)
  for (const { changed } of [ledger.report(), counted.report()]) {
    const lost = changed.filter(({ reason }) => reason === 'example-quotes')
    expect(lost.map(({ kind }) => kind)).toEqual(['label', 'other'])
    expect(lost[0]?.places[0]).toEqual({ document: '', range: null, what: 'Person' })
    // Of each guideline two examples, and of each label in the version.
    expect(lost[1]?.count).toBeGreaterThan((lost[0]?.count ?? 0) * 2)
  }
})

/** The native file without the examples that no place stands for. */
const restorable = async () =>
  (await whole())
    .split('\n')
    .map((line) => {
      const fields = JSON.parse(line === '' ? 'null' : line, (name, value) =>
        name === 'positive' ? value.filter(isRestorable) : value,
      )
      return line === '' ? '' : JSON.stringify(fields)
    })
    .join('\n')
const isRestorable = ({ text }: { text: string }) => text !== folded && text !== gapped

test('with the texts put back it is the native file to the letter', async () => {
  const missing: unknown[] = []
  const again = await textOfPieces(
    hydratedLines(
      linesOf(await bare()),
      async () => plainText,
      (each) => missing.push(each),
    ),
  )
  expect(again).toBe(await restorable())
  expect(missing).toEqual([])
})

test('a text that is not there is told by its title and hash', async () => {
  const missing: unknown[] = []
  const nothing = async () => undefined
  await textOfPieces(hydratedLines(linesOf(await bare()), nothing, (each) => missing.push(each)))
  expect(missing).toEqual([
    { title: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

test('it cannot be imported by mistake: the reader names the way out', async () => {
  const problems: string[] = []
  for await (const outcome of parallaxCodec.read?.(linesOf(await bare())) ?? [])
    if (!outcome.ok) problems.push(outcome.reason.message)
  expect(problems[0]).toContain('parallax hydrate')
})
