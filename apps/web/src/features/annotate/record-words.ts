import {
  type Codebook,
  type EntityId,
  entityName,
  extentOf,
  type LabelId,
  type LayerRecord,
  quoteOf,
  type RecordId,
  type RecordOf,
  resolvedProposition,
  type StreamState,
} from '@parallax/domain'
import { annotateText } from './annotate-text.ts'

/** What is needed to say in words what a record says. */
export type Naming = {
  readonly text: string
  readonly registry: StreamState
  readonly codebook: Codebook
  readonly document: RecordOf<'document'>
  readonly recordOf: (id: RecordId) => LayerRecord | undefined
}

/** The name of an entity; one that is not known is said so. */
export function nameOf(id: EntityId, { registry }: Pick<Naming, 'registry'>): string {
  return entityName(registry, id) ?? annotateText.unknownEntity
}

/** The names of several, joined as one writes them. */
export function namesOf(ids: readonly EntityId[], naming: Pick<Naming, 'registry'>): string {
  return ids.map((id) => nameOf(id, naming)).join(', ')
}

/** The name of a label of the codebook. */
export function labelName(id: LabelId, { codebook }: Pick<Naming, 'codebook'>): string {
  return codebook.labels.get(id)?.name ?? annotateText.unknownLabel
}

/** The covered words on one line. */
export function quoted(record: LayerRecord, { text }: Pick<Naming, 'text'>): string {
  return quoteOf(extentOf(record), text).replace(/\s+/g, ' ')
}

/** Who holds a stance, in words. */
export function holderWords({ data }: RecordOf<'stance'>, naming: Naming): string {
  const { holder } = data.attitude
  if (holder.kind === 'entities') return namesOf(holder.ids, naming)
  if (holder.kind === 'unnamed') return annotateText.unnamedSource
  const { publisher } = naming.document.data.meta
  return publisher ? nameOf(publisher, naming) : annotateText.theOutlet
}

/** What a stance is about, in words. */
export function targetWords({ data }: RecordOf<'stance'>, naming: Naming): string {
  const { target } = data.attitude
  switch (target.kind) {
    case 'entity':
      return nameOf(target.id, naming)
    case 'proposition':
      return (
        resolvedProposition(naming.registry, target.id)?.data.statement ??
        annotateText.unknownProposition
      )
    case 'topic':
      return labelName(target.id, naming)
    case 'claim': {
      const claim = naming.recordOf(target.id)
      return claim ? quoted(claim, naming) : annotateText.unknownRecord
    }
  }
}

/** One line that stands for a record in lists. */
export function titleOf(record: LayerRecord, naming: Naming): string {
  switch (record.kind) {
    case 'mention':
    case 'claim':
      return quoted(record, naming)
    case 'stance':
      return [
        holderWords(record, naming),
        annotateText.stanceWords(record.data.value),
        targetWords(record, naming),
      ].join(' ')
    case 'relation':
      return labelName(record.data.type, naming)
    case 'documentLabel':
      return record.data.values.map((id) => labelName(id, naming)).join(', ')
  }
}
