import type { Annotation, CorpusDocument, LossReason } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { loseAnnotation, placeOfAnnotation, withEnds } from '../corpus/narrow.ts'
import { sayableDocument } from '../xml/sayable-document.ts'

/**
 * A document as a project of REFI-QDA can say it: passages have places, links have two ends that are
 * passages, and say neither who made them nor when; values are words.
 */
export function adaptDocument(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const adaptedLayers = document.layers.map((layer) => {
    const lose = (annotation: Annotation, reason: LossReason) =>
      loseAnnotation(annotation, document, reason, ledger)
    const placed = layer.annotations.filter((annotation) => {
      const isHeld = !isPassage(annotation) || annotation.extent.length > 0
      if (!isHeld) lose(annotation, 'empty-span')
      return isHeld
    })
    const passages = new Set(placed.filter(isPassage).map(({ id }) => id))
    const whole = placed.filter((annotation) => {
      const isHeld = annotation.kind !== 'relation' || hasTwoEnds(annotation, passages)
      if (!isHeld) lose(annotation, 'end-missing')
      return isHeld
    })
    const plain = withEnds(whole, document, lose, ledger)
    return { ...layer, annotations: plain.map((each) => adapted(each, passages, document, ledger)) }
  })
  const layers = withCodings(adaptedLayers, document, ledger)
  const { text } = document
  return { ...sayableDocument({ ...document, text: '', layers }, ledger), text }
}

/** Whose layer it is, is said by who coded: one without annotations has no place. What goes is told. */
function withCodings(
  layers: CorpusDocument['layers'],
  document: CorpusDocument,
  ledger: Ledger,
): CorpusDocument['layers'] {
  return layers.filter(({ kind, annotator, annotations }) => {
    const isSaid = annotations.length > 0
    const place = { document: document.name, range: null, what: annotator ?? kind }
    const loss = { how: 'dropped', kind: 'layer', reason: 'nothing-in-it', place } as const
    ledger.lose({ ...loss, count: isSaid ? 0 : 1 })
    return isSaid
  })
}

function isPassage({ kind }: Annotation): boolean {
  return kind === 'mention' || kind === 'claim' || kind === 'stance'
}

function hasTwoEnds({ links }: Annotation, passages: ReadonlySet<string>): boolean {
  return ['from', 'to'].every((role) => {
    const ends = links.filter((link) => link.role === role)
    return ends.length === 1 && ends.every(({ to }) => passages.has(to.id))
  })
}

function adapted(
  annotation: Annotation,
  passages: ReadonlySet<string>,
  document: CorpusDocument,
  ledger: Ledger,
): Annotation {
  const { links, values, signature, kind, passages: passagesOf } = annotation
  const lose = (
    what: 'value' | 'link' | 'signature' | 'passage',
    reason: LossReason,
    name: string,
  ) => {
    const place = placeOfAnnotation(annotation, document, name)
    ledger.lose({ how: 'dropped', kind: what, reason, place, count: 1 })
    return false
  }
  const isCoded = isPassage(annotation)
  const heldLinks = links.filter(({ role, to }) => {
    const leads = to.kind !== 'annotation' || passages.has(to.id)
    const isHeld = isCoded ? leads : kind === 'relation' && (role === 'from' || role === 'to')
    return isHeld || lose('link', 'link-not-held', role)
  })
  const heldValues = Object.entries(values).filter(
    ([name, value]) => isSayable(name, value, annotation) || lose('value', 'value-not-held', name),
  )
  const roles = new Set<string>()
  const heldPassages = passagesOf.filter(({ role, extent }) => {
    if (kind === 'documentLabel') return lose('passage', 'passage-not-held', role)
    if (extent.length === 0) return lose('passage', 'empty-span', role)
    if (roles.has(role)) return lose('passage', 'duplicate', role)
    return roles.add(role)
  })
  if (!isCoded && signature) lose('signature', 'signature-not-held', kind)
  return {
    ...annotation,
    links: heldLinks,
    passages: heldPassages,
    values: Object.fromEntries(heldValues),
    signature: isCoded ? signature : null,
  }
}

function isSayable(
  name: string,
  value: Annotation['values'][string],
  { kind }: Annotation,
): boolean {
  if (kind === 'relation') return name === 'note' && isSaid(value, 'string')
  if (kind === 'documentLabel') return name === 'values' && isSaid(value, 'object')
  if (name === 'note' || name === 'topic') return isSaid(value, 'string')
  return name === 'topics' ? isSaid(value, 'object') : isSaid(value, typeof value)
}

/** Whether a value is of this type and says something: an empty text or list is no code. */
function isSaid(value: Annotation['values'][string], type: string): boolean {
  const isEmpty = value === '' || (typeof value === 'object' && !value.every((each) => each !== ''))
  const isNothing = typeof value === 'object' && value.length === 0
  return typeof value === type && !isEmpty && !isNothing
}
