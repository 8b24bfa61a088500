import { type Annotation, type CorpusLabel, usualSets } from './corpus.ts'
import { listOf } from './facets.ts'

/** What a label is known by. */
export type LabelName = Pick<CorpusLabel, 'slot' | 'set' | 'name'>

/** The labels that an annotation bears, in the sets that they are of where nobody named one. */
export function* borneLabels({ kind, label, values }: Annotation): Generator<LabelName> {
  const own = label ?? ''
  if (kind === 'mention') yield usual('entityType', own)
  if (kind === 'relation') yield usual('relationType', own)
  if (kind === 'documentLabel')
    for (const name of listOf(values.values)) yield { slot: 'documentField', set: own, name }
  for (const topic of [...listOf(values.topics), ...listOf(values.topic)])
    yield usual('topic', topic)
}

/** A label of the set that nobody named. */
export function usual(slot: keyof typeof usualSets, name: string): LabelName {
  return { slot, set: usualSets[slot], name }
}

/** Labels are told apart by their slot; values of fields by their field. */
export function labelKey({ slot, set, name }: LabelName): string {
  return JSON.stringify(slot === 'documentField' ? [slot, set, name] : [slot, name])
}
