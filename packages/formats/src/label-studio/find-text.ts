import { textOf } from '../json/read-json.ts'
import type { JsonFields } from './task.ts'

/** Names under which tasks usually have their text, the likeliest first. */
const usualNames = ['text', 'article', 'content', 'body', 'document', 'paragraph', 'sentence']

/**
 * Which field of a task is the text that was annotated. The configuration says so, and it is not in
 * the file: so a usual name, or the longest of the texts that are no addresses.
 */
export function textField(
  data: JsonFields,
): { readonly name: string; readonly text: string } | undefined {
  const texts = [...data].flatMap(([name, value]) => {
    const text = textOf(value)
    return text === undefined || text.trim() === '' || isAddress(text) ? [] : [{ name, text }]
  })
  const usual = usualNames.flatMap((name) =>
    texts.filter((each) => each.name.toLowerCase() === name),
  )
  return usual[0] ?? texts.sort((a, b) => b.text.length - a.text.length)[0]
}

function isAddress(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)\S*$/i.test(text.trim())
}
