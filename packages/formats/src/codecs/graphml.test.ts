import { expect, test } from 'vitest'
import { filesOf } from '../../test/codec-laws.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { gexfCodec } from './gexf.ts'
import { graphmlCodec } from './graphml.ts'

/** The small corpus with names that break XML: markup, quotes, emoji, nothing, and one name twice. */
const hardNames = ['<b>&amp; "x"', '🦉\u0000\n|', '']
const corpus = {
  ...smallCorpus,
  head: {
    ...smallCorpus.head,
    entities: smallCorpus.head.entities.map((entity, index) => ({
      ...entity,
      name: hardNames[index] ?? '',
    })),
  },
}

test.each([graphmlCodec, gexfCodec])(
  'P23: $id is well-formed with any names, and declares what it uses',
  async (codec) => {
    const files = await filesOf(codec, corpus)
    expect(files.map(({ path }) => path)).toEqual([
      `actor-actor.${codec.id}`,
      `actor-proposition.${codec.id}`,
      `holder-target.${codec.id}`,
    ])
    for (const { pieces } of files) {
      const xml = pieces.join('')
      expect(unbalanced(xml)).toEqual([])
      const declared = [...xml.matchAll(/<(?:key|attribute) id="([^"]*)"/g)].map(([, id]) => id)
      const used = [...xml.matchAll(/(?:data key|attvalue for)="([^"]*)"/g)].map(([, id]) => id)
      expect(used.filter((id) => !declared.includes(id))).toEqual([])
    }
    const all = files.flatMap(({ pieces }) => pieces).join('')
    expect(all).toContain('&lt;b&gt;&amp;amp; &quot;x&quot;')
    expect(all).toContain('🦉&#10;|')
  },
)

/** Tags that are not closed in their order, and signs that stand where none may. */
function unbalanced(xml: string): readonly string[] {
  const open: string[] = []
  const wrong: string[] = []
  const tag = /<(\/?)([a-z]+)(?:\s[\w.:]+="[^"<]*")*\s*(\/?)>/g
  const body = xml.replace(/<\?[^>]*\?>/, '')
  for (const [, end, name = '', self] of body.matchAll(tag)) {
    if (end && open.pop() !== name) wrong.push(name)
    if (!end && !self) open.push(name)
  }
  const rest = body.replace(tag, '')
  return [...wrong, ...open, ...(rest.match(/[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/g) ?? [])]
}
