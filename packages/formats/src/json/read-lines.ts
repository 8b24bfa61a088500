import { refuse } from '@parallax/domain'
import type { CodecInput, CorpusOutcome } from '../codecs/codec-definition.ts'
import { type JsonItem, jsonItems } from './json-items.ts'
import { fieldsOf, parseJson } from './read-json.ts'

/** One object of a file: where it stands, and which it is, from 1. */
export type JsonRow = {
  readonly file: string
  readonly line: number
  readonly number: number
  readonly fields: ReadonlyMap<string, unknown>
}
type Outcome = { readonly row: JsonRow } | { readonly problem: CorpusOutcome }

/** The objects of all files that are JSON lines or arrays, with every line that is none as a problem. */
export async function* jsonRows({ files }: CodecInput): AsyncGenerator<Outcome> {
  for (const { path: file, text } of files) {
    let number = 0
    for await (const item of jsonItems(text())) {
      number += 1
      yield item.ok
        ? outcomeOf(item.value, file, number)
        : { problem: refuse({ file, ...item.reason }) }
    }
  }
}

function outcomeOf({ line, text }: JsonItem, file: string, number: number): Outcome {
  const parsed = parseJson(text)
  const fields = parsed.ok ? fieldsOf(parsed.value) : undefined
  if (fields) return { row: { file, line, number, fields } }
  const message = parsed.ok ? 'It is no object.' : parsed.reason
  return { problem: refuse({ file, line, message }) }
}
