import type { TextRange } from '@parallax/domain'
import type { Annotation, CorpusDocument, Link } from '../corpus/corpus.ts'
import { joinWords } from './join-words.ts'
import type { Block } from './read-blocks.ts'
import type { Run } from './tags.ts'

/** A run of words in a sentence. */
export type MentionRun = Run & { readonly sentence: number; readonly links?: readonly Link[] }

/** The document that words make, with a mention for each run, in the order of the text. */
export function documentOfWords(
  { file, index, sentences }: Block,
  runs: readonly MentionRun[],
  name = nameOf(file, index),
): CorpusDocument {
  const { text, places } = joinWords(sentences.map((rows) => rows.map(({ word }) => word)))
  const annotations = runs.flatMap(({ sentence, start, end, label, links }, at): Annotation[] => {
    const [first, last] = [places[sentence]?.[start], places[sentence]?.[end - 1]]
    if (!first || !last) return []
    const range = { startUtf16: first.startUtf16, endUtf16: last.endUtf16 }
    return [mention(`m${at + 1}`, label, range, links ?? [])]
  })
  return {
    id: documentId({ file, index }),
    name,
    text,
    meta: {},
    zones: [],
    layers: [{ kind: 'shared', annotator: null, annotations }],
  }
}

function nameOf(file: string, index: number): string {
  const name = file.replace(/^.*\//, '').replace(/\.[^.]*$/, '') || 'document'
  return index === 0 ? name : `${name} ${index + 1}`
}

/** What a document of a file is called, from the first one on. */
export function documentId({ file, index }: Pick<Block, 'file' | 'index'>): string {
  return `${file} ${index + 1}`
}

function mention(id: string, label: string, range: TextRange, links: readonly Link[]): Annotation {
  return {
    id,
    kind: 'mention',
    label,
    extent: [range],
    values: {},
    passages: [],
    links,
    signature: null,
  }
}

/** Told with every file of words. */
export const joinedNote =
  'The file holds words without the spaces between them: texts were made by joining the words.'
