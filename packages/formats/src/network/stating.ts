import type {
  Annotation,
  CorpusDocument,
  CorpusLayer,
  CorpusMeta,
  LinkEnd,
} from '../corpus/corpus.ts'
import { lastStep } from '../corpus/last-sources.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { loseAnnotation, placeOfAnnotation } from '../corpus/narrow.ts'

/**
 * A document without claims and stances that no network counts, since they name nobody, or nothing that
 * they are about. A claim stays, too, that a stance which is counted is about. What goes is told.
 */
export function withStatements(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const layers = document.layers.map((layer) => {
    const counted = new Set(
      layer.annotations.filter((each) => isStatement(each, layer, document.meta)),
    )
    const stances = [...counted].filter(({ kind }) => kind === 'stance')
    const meant = new Set(stances.flatMap((stance) => targetOf(stance)?.id ?? []))
    const annotations = layer.annotations.flatMap((each) => {
      if (counted.has(each)) return [withUsedLinks(each, true, document, ledger)]
      if (meant.has(each.id)) return [withUsedLinks(each, false, document, ledger)]
      loseAnnotation(each, document, 'no-statement', ledger)
      return []
    })
    return { ...layer, annotations }
  })
  return { ...document, layers }
}

/** An annotation with the links that are counted: of a claim that a stance is about, what it says. */
function withUsedLinks(
  annotation: Annotation,
  isStatement: boolean,
  document: CorpusDocument,
  ledger: Ledger,
): Annotation {
  const { kind, links } = annotation
  const about = kind === 'claim' ? links.find(({ role }) => role === 'proposition') : undefined
  const target = links.find(({ role }) => role === 'target')
  const from = kind === 'claim' ? `source.${lastStep(annotation)}` : 'holder'
  const kept = links.filter((link) => {
    const isUsed = link === about || link === target || (isStatement && link.role === from)
    const place = placeOfAnnotation(annotation, document, link.role)
    const loss = { how: 'dropped', kind: 'link', reason: 'link-not-held', place } as const
    ledger.lose({ ...loss, count: isUsed ? 0 : 1 })
    return isUsed
  })
  return { ...annotation, links: kept }
}

/** Whether anybody says anything in a document. */
export function hasStatements({ layers, meta }: CorpusDocument): boolean {
  return layers.some((layer) => layer.annotations.some((each) => isStatement(each, layer, meta)))
}

/** Whether somebody says something of somebody or something. */
export function isStatement(annotation: Annotation, layer: CorpusLayer, meta: CorpusMeta): boolean {
  if (annotation.kind === 'claim')
    return has(annotation, 'proposition') && speaksOf(annotation, meta)
  return isAbout(annotation, layer) && holds(annotation, meta)
}

/** Whose claim it is: the last source, or else the agency or outlet. */
function speaksOf(claim: Annotation, meta: CorpusMeta): boolean {
  const step = lastStep(claim)
  return step > 0 ? has(claim, `source.${step}`) : (meta.agency ?? meta.publisher) !== undefined
}

function holds(stance: Annotation, { publisher }: CorpusMeta): boolean {
  return has(stance, 'holder') || (stance.values.holder === 'author' && publisher !== undefined)
}

function isAbout(stance: Annotation, { annotations }: CorpusLayer): boolean {
  if (typeof stance.values.topic === 'string') return true
  const target = targetOf(stance)
  if (target?.kind !== 'annotation') return target !== undefined
  const claim = annotations.find(({ id }) => id === target.id)
  return claim !== undefined && has(claim, 'proposition')
}

function targetOf({ links }: Annotation): LinkEnd | undefined {
  return links.find(({ role }) => role === 'target')?.to
}

function has({ links }: Annotation, role: string): boolean {
  return links.some((link) => link.role === role)
}

/** A document without an outlet or agency that speaks for nothing that is counted. What goes is told. */
export function withNamedOutlets(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const { meta, layers } = document
  const all = layers.flatMap(({ annotations }) => annotations)
  const own = all.some((each) => each.kind === 'claim' && lastStep(each) === 0)
  const authored = all.some(({ values }) => values.holder === 'author')
  const isNamed = {
    agency: own,
    publisher: authored || (own && meta.agency === undefined),
  }
  const kept = Object.entries(meta).filter(([field]) => {
    const isKept = isNamed[field as keyof typeof isNamed] ?? true // others were left out before
    const place = { document: document.name, range: null, what: field }
    const loss = { how: 'dropped', kind: 'meta', reason: 'meta-not-held', place } as const
    ledger.lose({ ...loss, count: isKept ? 0 : 1 })
    return isKept
  })
  return { ...document, meta: Object.fromEntries(kept) }
}
