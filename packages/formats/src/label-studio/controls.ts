import type { CorpusValue } from '../corpus/corpus.ts'
import { isAttribute } from '../corpus/facets.ts'

/** A value of a region as Label Studio's own controls have it: `from_name`, type and value. */
export type Control = {
  readonly name: string
  readonly type: 'choices' | 'number' | 'textarea'
  readonly value: Readonly<Record<string, unknown>>
}

/** Stands before the name of a control that ticks a flag of an attribute. */
const flagPrefix = 'flag.'
const attributeStart = 'attr.'

/** Values that are words of a list, chosen by clicking. */
const chosen: ReadonlySet<string> = new Set([
  'level',
  'figure',
  'polarity',
  'certainty',
  'act',
  'tense',
  'checkworthiness',
  'rendering',
  'relay',
  'explicitness',
  'holder',
  'topic',
  'origin',
])

/** The control that says a value. A note is none: it stands in the region's `meta`. */
export function controlOf(name: string, value: CorpusValue): Control {
  if (typeof value === 'boolean') {
    const flag = flagPrefix + name.replace(/^attr\./, '')
    return { name: flag, type: 'choices', value: { choices: [value ? 'yes' : 'no'] } }
  }
  if (typeof value === 'number') return { name, type: 'number', value: { number: value } }
  if (typeof value === 'object') return { name, type: 'choices', value: { choices: value } }
  return chosen.has(name)
    ? { name, type: 'choices', value: { choices: [value] } }
    : { name, type: 'textarea', value: { text: [value] } }
}

/** The value that a control of ours says, by its name; `undefined` where it says nothing. */
export function valueOfControl(
  name: string,
  said: CorpusValue | undefined,
): readonly [string, CorpusValue] | undefined {
  if (said === undefined) return undefined
  const single = typeof said === 'object' ? said[0] : undefined
  if (name.startsWith(flagPrefix))
    return [attributeStart + name.slice(flagPrefix.length), single === 'yes']
  if (chosen.has(name) && typeof said === 'object')
    return single === undefined ? undefined : [name, single]
  return [name, said]
}

/** The value of somebody else's control: an attribute of its name. */
export function attributeOfControl(
  name: string,
  said: CorpusValue | undefined,
): readonly [string, CorpusValue] | undefined {
  if (said === undefined) return undefined
  const single = typeof said === 'object' && said.length === 1 ? said[0] : undefined
  const own = isAttribute(name) ? name : attributeStart + name
  return [own, single ?? (typeof said === 'object' ? said.join('; ') : said)]
}
