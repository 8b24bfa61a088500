import { expect, test } from 'vitest'
import { collect, expectReadBack, filesOf, textFile } from '../../test/codec-laws.ts'
import { describeHostileFiles } from '../../test/hostile-files.ts'
import { plainTools } from '../../test/plain-tools.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { writeCorpus } from '../corpus/convert.ts'
import { Ledger } from '../corpus/ledger.ts'
import { readCorpus } from '../corpus/read-corpus.ts'
import type { InputFile } from './codec-definition.ts'
import { uimaXmiCodec } from './uima-xmi.ts'

const context = { tools: plainTools }

async function readAll(...files: readonly InputFile[]) {
  const ledger = new Ledger()
  const { source, problems } = await readCorpus(uimaXmiCodec, { files }, context, ledger)
  return { documents: await collect(source.documents()), problems, report: ledger.report() }
}

/** The small corpus with other words in its text and title; places keep their lengths. */
function withWords(words: string) {
  const [document] = smallCorpus.documents
  if (!document) throw new Error('the small corpus has a document')
  const text = `${document.text}${words}`
  const meta = { ...document.meta, title: words, publisher: 'Ada Quist' }
  return { ...smallCorpus, documents: [{ ...document, text, meta }] }
}

test.each([
  ['signs of XML', '<a href="x">&amp; \' ]]> <!-- -->'],
  ['white space of all kinds', 'tab\there\u0085next\u2028line\u00a0and   more'],
  ['signs that only XML 1.1 can say', 'page\fbreak \u0001 \u001f \u007f'],
])('%s come back', (_, words) => expectReadBack(uimaXmiCodec, withWords(words)))

test('P15: signs that no XML can say are replaced in their place, and told', async () => {
  const corpus = withWords('none: \uffff \ufffe.')
  const source = {
    head: corpus.head,
    documents: async function* () {
      yield* corpus.documents
    },
  }
  const ledger = new Ledger()
  const pieces = await collect(writeCorpus(source, uimaXmiCodec, context, ledger))
  expect(ledger.report().changed).toMatchObject([{ kind: 'document', count: 1 }])
  const files = pieces.map(({ path, content }) => textFile(path, `${content}`))
  const { documents } = await readAll(...files)
  expect(documents[0]?.text).toBe(corpus.documents[0]?.text.replace(/[\ufffe\uffff]/g, '\ufffd'))
})

test('an XML with a document type is refused, and the others are read', async () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
  const { documents, problems } = await readAll(
    textFile('bomb.xmi', bomb),
    textFile('deep.xmi', '<a>'.repeat(100_000)),
    textFile('other.xmi', '<a/>'),
    ...(await filesOf(uimaXmiCodec, smallCorpus)),
  )
  expect(problems.map(({ file, message }) => [file, message])).toEqual([
    ['bomb.xmi', expect.stringContaining('DOCTYPE')],
    ['deep.xmi', expect.stringContaining('nested')],
    ['other.xmi', expect.stringContaining('no XMI')],
  ])
  expect(documents).toHaveLength(1)
})

const space = {
  xmi: 'xmlns:xmi="http://www.omg.org/XMI"',
  cas: 'xmlns:cas="http:///uima/cas.ecore"',
  tool: 'xmlns:tool="http:///a/tool.ecore"',
}

function xmi(...structures: readonly string[]) {
  const sofa = '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Ola met Ben"/>'
  const view = '<cas:View sofa="1" members=""/>'
  const { xmi, cas, tool } = space
  return `<xmi:XMI ${xmi} ${cas} ${tool} xmi:version="2.0">${structures.join('')}${sofa}${view}</xmi:XMI>`
}

const types = `<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
  <typeDescription><name>a.tool.Base</name><supertypeName>uima.tcas.Annotation</supertypeName>
    <features><featureDescription><name>likes</name><rangeTypeName>uima.cas.FSArray</rangeTypeName></featureDescription>
    <featureDescription><name>age</name><rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription></features>
  </typeDescription>
  <typeDescription><name>a.tool.Person</name><supertypeName>a.tool.Base</supertypeName></typeDescription>
</types></typeSystemDescription>`

test('what features are is read from the type system, inherited ones too', async () => {
  const people = [
    '<tool:Person xmi:id="2" sofa="1" begin="0" end="3" age="7" likes="3"/>',
    '<tool:Person xmi:id="3" sofa="1" begin="8" end="11"><names>B.</names><names>Benny</names></tool:Person>',
  ]
  const { documents, problems } = await readAll(
    textFile('TypeSystem.xml', types),
    textFile('meeting.xmi', xmi(...people)),
  )
  expect(problems).toEqual([])
  const [ola, likes, ben] = documents[0]?.layers[0]?.annotations ?? []
  expect(ola).toMatchObject({ label: 'Person', values: { 'attr.age': 7 } })
  expect(likes).toMatchObject({ kind: 'relation', label: 'likes' })
  expect(ben).toMatchObject({ label: 'Person', values: { 'attr.names': ['B.', 'Benny'] } })
})

test('without a type system references are guessed, and the report says so', async () => {
  const likes = '<tool:Likes xmi:id="4" sofa="1" begin="0" end="3" Governor="2" Dependent="3"/>'
  const person = (id: number, place: string) => `<tool:Person xmi:id="${id}" sofa="1" ${place}/>`
  const { documents, report } = await readAll(
    textFile('m.xmi', xmi(person(2, 'begin="0" end="3"'), person(3, 'begin="8" end="11"'), likes)),
  )
  expect(documents[0]?.layers[0]?.annotations.map(({ kind }) => kind)).toEqual([
    'mention',
    'mention',
    'relation',
  ])
  expect(report.notes).toEqual([expect.stringContaining('no type system')])
})

describeHostileFiles(uimaXmiCodec, 30)
