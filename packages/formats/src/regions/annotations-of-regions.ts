import type { TextRange } from '@parallax/domain'
import type { Annotation, AnnotationKind, Link, Loss } from '../corpus/corpus.ts'
import type { Arc, Detail, LayerRegions, Region } from './region.ts'

/** Annotations, and arrows whose ends are not there. */
export type ReadRegions = {
  readonly annotations: readonly Annotation[]
  readonly losses: readonly Loss[]
}

type Growing = Omit<Annotation, 'extent' | 'links'> & {
  readonly extent: TextRange[]
  readonly links: Link[]
  readonly words: Map<string, TextRange[]>
}

/** The annotations that regions and arcs of one layer are, in their order. */
export function annotationsOfRegions(
  { regions, arcs, placeless }: LayerRegions,
  document: string,
): ReadRegions {
  const growing = new Map<string, Growing>()
  for (const region of regions) if (!isPiece(region.detail)) grow(growing, region)
  const losses = arcs.flatMap((arc) => addArc(growing, arc, document))
  for (const region of regions) if (isPiece(region.detail)) addPiece(growing, region)
  return { annotations: [...[...growing.values()].map(finished), ...placeless], losses }
}

function isPiece({ as }: Detail): boolean {
  return as === 'words' || as === 'part'
}

function grow(growing: Map<string, Growing>, { id, label, range, detail }: Region): void {
  const kind = detail.as === 'claim' || detail.as === 'stance' ? detail.as : 'mention'
  growing.set(id, begun(id, { kind, label: kind === 'mention' ? label : null, detail }, [range]))
}

function begun(
  id: string,
  { kind, label, detail }: { kind: AnnotationKind; label: string | null; detail: Detail },
  extent: TextRange[],
): Growing {
  const { values = {}, links = [], signature = null } = detail
  return {
    id,
    kind,
    label,
    values,
    signature,
    extent,
    links: [...links],
    passages: [],
    words: new Map(),
  }
}

function addArc(growing: Map<string, Growing>, arc: Arc, document: string): readonly Loss[] {
  const { id, type, from, to, detail } = arc
  const owner = growing.get(from)
  if (!owner || !growing.has(to)) return [lostArc(arc, document)]
  const end = (role: string, id: string): Link => ({ role, to: { kind: 'annotation', id } })
  if (detail.as === 'link') owner.links.push(end(type, to))
  else {
    const relation = begun(id, { kind: 'relation', label: type, detail }, [])
    relation.links.push(end('from', from), end('to', to))
    growing.set(id, relation)
  }
  return []
}

function lostArc({ type, detail }: Arc, document: string): Loss {
  const kind = detail.as === 'link' ? 'link' : 'relation'
  const place = { document, range: null, what: type }
  return { how: 'dropped', kind, reason: 'end-missing', place, count: 1 }
}

/** A part or words go to what they belong to; alone they are a mention. */
function addPiece(growing: Map<string, Growing>, region: Region): void {
  const { as, of = '', role = '' } = region.detail
  const owner = growing.get(of)
  if (!owner) grow(growing, { ...region, detail: { as: 'mention' } })
  else if (as === 'part') owner.extent.push(region.range)
  else owner.words.set(role, [...(owner.words.get(role) ?? []), region.range])
}

function finished({ words, ...annotation }: Growing): Annotation {
  const passages = [...words].map(([role, ranges]) => ({ role, extent: sorted(ranges) }))
  return { ...annotation, extent: sorted(annotation.extent), passages }
}

function sorted(ranges: readonly TextRange[]): readonly TextRange[] {
  return [...ranges].sort((a, b) => a.startUtf16 - b.startUtf16 || a.endUtf16 - b.endUtf16)
}
