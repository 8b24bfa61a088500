import {
  liveRecord,
  type PropositionLinkData,
  pointersTo,
  type RecordId,
  type StreamState,
} from '@parallax/domain'

/** How a link reads from one of its ends. */
export type LinkView = PropositionLinkData['type'] | 'follows-from'

/** A link of a proposition, seen from that proposition. */
export type SeenLink = {
  readonly id: RecordId
  readonly view: LinkView
  readonly other: RecordId
  readonly statement: string
}

const order: readonly LinkView[] = ['contradicts', 'entails', 'follows-from', 'overlaps']

/** The live links of a proposition; contradictions first, then by the words of the other end. */
export function linksOf(registry: StreamState, id: RecordId): readonly SeenLink[] {
  return pointersTo(registry, id)
    .flatMap((pointer) => {
      const link = liveRecord(registry, 'propositionLink', pointer)
      return link ? [seenFrom(registry, id, link)] : []
    })
    .sort(
      (a, b) =>
        order.indexOf(a.view) - order.indexOf(b.view) || (a.statement < b.statement ? -1 : 1),
    )
}

function seenFrom(
  registry: StreamState,
  id: RecordId,
  { id: link, data }: { readonly id: RecordId; readonly data: PropositionLinkData },
): SeenLink {
  const isFrom = data.from === id
  const other = isFrom ? data.to : data.from
  const view = data.type === 'entails' && !isFrom ? 'follows-from' : data.type
  const statement = liveRecord(registry, 'proposition', other)?.data.statement ?? ''
  return { id: link, view, other, statement }
}

/** What `propositions.link` takes for a link that reads like `view` from `id`. */
export function linkEnds(
  view: LinkView,
  id: RecordId,
  other: RecordId,
): { readonly type: PropositionLinkData['type']; readonly from: RecordId; readonly to: RecordId } {
  return view === 'follows-from'
    ? { type: 'entails', from: other, to: id }
    : { type: view, from: id, to: other }
}
