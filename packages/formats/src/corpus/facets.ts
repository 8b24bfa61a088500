import type { AnnotationKind, CorpusValue } from './corpus.ts'

/**
 * The names that an annotation's values, passages and links have, by kind. A chain's names carry the
 * number of the step, outermost first: `source.1`.
 */
export const facets: Readonly<
  Record<AnnotationKind, { readonly values: readonly string[]; readonly links: readonly string[] }>
> = {
  mention: { values: ['level', 'figure', 'note', 'origin'], links: ['entity'] },
  claim: {
    values: [
      'polarity',
      'certainty',
      'act',
      'tense',
      'saidOn',
      'topics',
      'checkworthiness',
      'rendering',
      'relay',
      'steps',
      'note',
      'origin',
    ],
    links: ['proposition'],
  },
  stance: {
    values: ['value', 'explicitness', 'holder', 'topic', 'steps', 'note', 'origin'],
    links: ['holder', 'target', 'claim'],
  },
  relation: { values: ['note', 'origin'], links: ['from', 'to'] },
  documentLabel: { values: ['values', 'note', 'origin'], links: [] },
}

/** Whether a name of a value, passage or link belongs to a chain of sources. */
export function isOfChain(name: string): boolean {
  return name === 'steps' || /^(source|medium|addressee|cue)\.\d+$/.test(name)
}

/** Whether a value is one of the project's own attributes. */
export function isAttribute(name: string): boolean {
  return name.startsWith(attributePrefix)
}

/** Stands before the name of an attribute of the project's own. */
export const attributePrefix = 'attr.'

/** A value as a list of words; nothing for a value that is not there or says nothing. */
export function listOf(value: CorpusValue | undefined): readonly string[] {
  if (value === undefined || value === '') return []
  return typeof value === 'object' ? value : [String(value)]
}
