import { describe, expect, test } from 'vitest'
import { collect, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import { fieldsOf } from '../json/read-json.ts'
import { faultOf } from '../w3c/check-annotation.ts'
import type { InputFile } from './codec-definition.ts'
import { w3cCodec } from './w3c.ts'

const text = 'Ola met Ben. 🦉 Ben paid Ola at the mill.\nBen left.'
const context = 'http://www.w3.org/ns/anno.jsonld'

async function readAll(...files: readonly InputFile[]) {
  const ledger = new Ledger()
  const context = { tools: plainTools }
  const { source, problems } = await readCorpus(w3cCodec, { files }, context, ledger)
  const documents = await collect(source.documents())
  return { documents, problems, head: source.head, report: ledger.report() }
}

type Fields = Readonly<Record<string, unknown>>

function annotation(id: string, target: unknown, rest: Fields = {}) {
  return { '@context': context, id: `https://a.example/${id}`, type: 'Annotation', target, ...rest }
}

function quote(exact: string, around: Fields = {}) {
  const selector = { type: 'TextQuoteSelector', exact, ...around }
  return { source: 'https://news.example/mill', selector }
}

const tag = (value: string) => ({ type: 'TextualBody', purpose: 'tagging', value })
const page = (...items: readonly unknown[]) =>
  textFile('notes.json', JSON.stringify({ '@context': context, type: 'AnnotationPage', items }))
const mill = textFile('mill.txt', text)

describe('annotations of another tool', () => {
  test('are mentions with labels, notes, what they mean, and who made them', async () => {
    const { documents, head, problems, report } = await readAll(
      mill,
      page(
        annotation('1', quote('Ben', { prefix: 'mill.\n' }), {
          creator: { name: 'Ada' },
          created: '2030-01-31T12:00:00Z',
          body: [
            tag('Person'),
            { type: 'TextualBody', purpose: 'commenting', value: 'again' },
            { source: 'http://www.wikidata.org/entity/Q7', purpose: 'identifying' },
          ],
        }),
        annotation('2', quote('Ola', { suffix: ' at' }), { creator: 'Bo', body: tag('Person') }),
      ),
    )
    expect(problems).toEqual([])
    expect(report.dropped).toEqual([])
    const [document] = documents
    expect(document).toMatchObject({
      name: 'mill',
      text,
      meta: { url: 'https://news.example/mill' },
    })
    expect(document?.layers.map(({ annotator }) => annotator)).toEqual(['Ada', 'Bo'])
    const [ben, ola] = document?.layers.flatMap(({ annotations }) => annotations) ?? []
    expect(ben).toMatchObject({
      kind: 'mention',
      label: 'Person',
      values: { note: 'again' },
      extent: [{ startUtf16: text.lastIndexOf('Ben'), endUtf16: text.lastIndexOf('Ben') + 3 }],
      signature: { by: 'Ada', at: '2030-01-31T12:00:00Z' },
    })
    expect(ola?.extent).toEqual([{ startUtf16: 25, endUtf16: 28 }])
    expect(head.entities).toMatchObject([{ name: 'Ben', externalIds: { wikidata: 'Q7' } }])
  })

  test('that link others are relations', async () => {
    const { documents } = await readAll(
      mill,
      page(
        annotation('1', quote('Ola'), { body: tag('Person') }),
        annotation('2', quote('mill'), { body: tag('Place') }),
        annotation('3', 'https://a.example/1', {
          motivation: 'linking',
          body: ['https://a.example/2', tag('is at')],
        }),
      ),
    )
    const relation = documents[0]?.layers[0]?.annotations[2]
    expect(relation).toMatchObject({ kind: 'relation', label: 'is at' })
    expect(relation?.links.map(({ role, to }) => [role, to.id])).toEqual([
      ['from', 'https://a.example/1'],
      ['to', 'https://a.example/2'],
    ])
  })

  test('P1: are where their words are, whatever their positions count', async () => {
    const at = (exact: string, start: number) => ({
      source: 'mill.txt',
      selector: [
        { type: 'TextQuoteSelector', exact },
        { type: 'TextPositionSelector', start, end: start + exact.length },
      ],
    })
    // In code points the second Ben is one place before where UTF-16 has it.
    const { documents, report } = await readAll(
      mill,
      page(annotation('1', at('Ben', 15)), annotation('2', at('mill', 99))),
    )
    const found = documents[0]?.layers[0]?.annotations.map(({ extent }) => extent[0]?.startUtf16)
    expect(found).toEqual([16, text.indexOf('mill')])
    expect(report.notes).toEqual([expect.stringContaining('code-points')])
  })

  test('P16: words that are not there are a problem of their own', async () => {
    const { documents, problems } = await readAll(
      mill,
      page(annotation('1', quote('Zoe')), annotation('2', quote('Ola'))),
    )
    expect(problems).toEqual([
      { file: 'mill.txt', line: 0, message: expect.stringContaining('Annotation 1: ') },
    ])
    expect(documents[0]?.layers[0]?.annotations).toHaveLength(1)
  })

  test('P15: on a text that was not brought, or on no text, are told', async () => {
    const shape = { source: 'mill.txt', selector: { type: 'SvgSelector', value: '<svg/>' } }
    const { report } = await readAll(
      mill,
      textFile('other.txt', 'Other.'),
      page(
        annotation('1', { ...quote('Ola'), source: 'https://news.example/elsewhere' }),
        annotation('2', shape),
        annotation('3', 'mill.txt', { body: { type: 'Choice', items: [] } }),
      ),
    )
    expect(report.dropped.map(({ kind, reason, count }) => [kind, reason, count])).toEqual([
      ['mention', 'not-ours', 1],
      ['other', 'not-ours', 2],
      ['other', 'text-not-held', 1],
    ])
  })
})

describe('our annotations', () => {
  const allowed =
    /^(@context|id|type|label|total|conformsTo|first|startIndex|items|motivation|creator|created|name|body|target|source|selector|purpose|value|format|exact|prefix|suffix|start|end|parallax.*)$/

  test('are annotations as the model wants them, in words of the model or ours', async () => {
    for (const file of await filesOf(w3cCodec, smallCorpus)) {
      if (file.path.endsWith('.txt')) continue
      const root = JSON.parse(file.pieces.join(''))
      expect(namesIn(root).filter((name) => !allowed.test(name))).toEqual([])
      for (const item of root.first?.items ?? [])
        expect(faultOf(fieldsOf(item) ?? new Map())).toBeUndefined()
    }
  })

  test('without their text are a problem that names it', async () => {
    const files = await filesOf(w3cCodec, smallCorpus)
    const { documents, problems } = await readAll(
      ...files.filter(({ path }) => !path.endsWith('.txt')),
    )
    expect(documents).toEqual([])
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('river.txt')])
  })

  test.each(['utf16', 'code-points', 'utf8'] as const)(
    'count in %s where asked to, and are read the same',
    async (offsetUnit) => {
      const [document] = smallCorpus.documents
      const source = {
        head: smallCorpus.head,
        documents: async function* () {
          yield* smallCorpus.documents
        },
      }
      const pieces = await collect(
        w3cCodec.write?.(source, { tools: plainTools, offsetUnit }) ?? none(),
      )
      const paths = [...new Set(pieces.map(({ path }) => path))]
      const files = paths.map((path) =>
        textFile(
          path,
          pieces
            .filter((each) => each.path === path)
            .map(({ content }) => content)
            .join(''),
        ),
      )
      const { documents, report } = await readAll(...files)
      expect(documents[0]?.layers[0]?.annotations.map(({ extent }) => extent)).toEqual(
        document?.layers[0]?.annotations.map(({ extent }) => extent),
      )
      expect(report.notes).toEqual([])
    },
  )
})

async function* none(): AsyncGenerator<never> {}

/** Names of fields anywhere in a value, but those of the context. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  return [...(fieldsOf(value) ?? [])].flatMap(([name, each]) =>
    name === '@context' ? [name] : [name, ...namesIn(each)],
  )
}

describeHostileFiles(w3cCodec, 30)
