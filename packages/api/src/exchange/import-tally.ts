import type { Annotation, CorpusDocument, CorpusHead, CorpusLabel } from '@parallax/formats'

/** How a label of the file is used. */
export type LabelUse = Pick<CorpusLabel, 'slot' | 'set' | 'name'> & { readonly count: number }
/** An annotator whom the file names, and how many annotations are theirs. */
export type AnnotatorUse = { readonly name: string; readonly count: number }

/** Counts what a file speaks of while its documents go by. */
export class ImportTally {
  readonly #labels = new Map<string, { label: CorpusHead['labels'][number]; count: number }>()
  readonly #annotators = new Map<string, number>()

  constructor({ labels }: CorpusHead) {
    for (const label of labels) this.#labels.set(keyOf(label), { label, count: 0 })
  }

  take({ layers }: CorpusDocument): void {
    for (const { annotator, annotations } of layers) {
      if (annotator !== null) this.#annotator(annotator, 0)
      for (const annotation of annotations) {
        const by = annotation.signature?.by ?? annotator
        if (by !== null) this.#annotator(by, 1)
        for (const label of labelsOf(annotation)) this.#label(label)
      }
    }
  }

  /** The labels that are used most, first. */
  labels(): readonly LabelUse[] {
    const uses = [...this.#labels.values()].map(({ label: { slot, set, name }, count }) => ({
      slot,
      set,
      name,
      count,
    }))
    return uses.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  }

  annotators(): readonly AnnotatorUse[] {
    const uses = [...this.#annotators].map(([name, count]) => ({ name, count }))
    return uses.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  }

  #annotator(name: string, count: number): void {
    const plain = name.trim() === '' ? 'Unknown' : name
    this.#annotators.set(plain, (this.#annotators.get(plain) ?? 0) + count)
  }

  #label(label: LabelName): void {
    const known = this.#labels.get(keyOf(label))
    if (known) known.count += 1
  }
}

type LabelName = Pick<CorpusLabel, 'slot' | 'set' | 'name'>

/** Every label that an annotation bears. */
function labelsOf({ kind, label, values }: Annotation): readonly LabelName[] {
  const topics = [...listOf(values.topics), ...listOf(values.topic)]
  return [
    ...ownLabels(kind, label ?? '', listOf(values.values)),
    ...topics.map((name) => ({ slot: 'topic' as const, set: '', name })),
  ]
}

function ownLabels(
  kind: Annotation['kind'],
  name: string,
  values: readonly string[],
): readonly LabelName[] {
  if (kind === 'mention') return [{ slot: 'entityType', set: '', name }]
  if (kind === 'relation') return [{ slot: 'relationType', set: '', name }]
  if (kind !== 'documentLabel') return []
  return values.map((value) => ({ slot: 'documentField', set: name, name: value }))
}

function keyOf({ slot, set, name }: LabelName): string {
  return slot === 'documentField' ? `${slot}\n${set}\n${name}` : `${slot}\n\n${name}`
}

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return value === undefined || value === '' ? [] : [String(value)]
}
