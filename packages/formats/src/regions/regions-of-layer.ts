import type { Annotation, Link } from '../corpus/corpus.ts'
import type { Arc, Detail, LayerRegions, Region } from './region.ts'

/** The annotations of a layer as regions and arcs; `annotationsOfRegions` gives them back. */
export function regionsOfLayer(annotations: readonly Annotation[]): LayerRegions {
  const placed = new Set(annotations.filter(hasPlace).map(({ id }) => id))
  const regions: Region[] = []
  const arcs: Arc[] = []
  const placeless: Annotation[] = []
  for (const annotation of annotations) {
    if (placed.has(annotation.id)) {
      regions.push(...regionsOf(annotation, placed))
      arcs.push(...arcsOf(annotation, placed))
      continue
    }
    const arc = relationArc(annotation, placed)
    if (arc) {
      arcs.push(arc)
      regions.push(...wordsOf(annotation))
    } else placeless.push(annotation)
  }
  return { regions, arcs, placeless }
}

const placedKinds: readonly string[] = ['mention', 'claim', 'stance']

function hasPlace({ kind, extent }: Annotation): boolean {
  return placedKinds.includes(kind) && extent.length > 0
}

function regionsOf(annotation: Annotation, placed: ReadonlySet<string>): readonly Region[] {
  const { id, kind, extent, links } = annotation
  const label = annotation.label ?? kind
  const own: Detail = {
    as: kind as Detail['as'], // what has a place is a mention, claim or stance
    ...detailOf(annotation),
    links: links.filter((link) => !isArc(link, placed)),
  }
  const parts = extent.map(
    (range, index): Region =>
      index === 0
        ? { id, label, range, detail: own }
        : { id: `${id} part ${index + 1}`, label, range, detail: { as: 'part', of: id } },
  )
  return [...parts, ...wordsOf(annotation)]
}

function detailOf({ values, signature }: Annotation): Pick<Detail, 'values' | 'signature'> {
  return { values, ...(signature ? { signature } : {}) }
}

/** A region for each part of each passage. Its label is the role, without the number of a step. */
function wordsOf({ id, passages }: Annotation): readonly Region[] {
  return passages.flatMap(({ role, extent }) =>
    extent.map((range, index) => ({
      id: `${id} ${role} ${index + 1}`,
      label: role.replace(/\.\d+$/, ''),
      range,
      detail: { as: 'words', of: id, role } as const,
    })),
  )
}

function isArc({ to }: Link, placed: ReadonlySet<string>): boolean {
  return to.kind === 'annotation' && placed.has(to.id)
}

function arcsOf({ id, links }: Annotation, placed: ReadonlySet<string>): readonly Arc[] {
  return links
    .filter((link) => isArc(link, placed))
    .map(({ role, to }) => ({
      id: `${id} ${role} ${to.id}`,
      type: role,
      from: id,
      to: to.id,
      detail: { as: 'link' },
    }))
}

/** A relation between two regions as an arrow. */
function relationArc(annotation: Annotation, placed: ReadonlySet<string>): Arc | undefined {
  const { id, kind, label, extent, links } = annotation
  const end = (role: string) =>
    links.find((link) => link.role === role && isArc(link, placed))?.to.id
  const [from, to] = [end('from'), end('to')]
  const isPlain = kind === 'relation' && extent.length === 0 && links.length === 2
  if (!isPlain || from === undefined || to === undefined) return undefined
  const detail: Detail = { as: 'relation', ...detailOf(annotation) }
  return { id, type: label ?? 'related', from, to, detail }
}
