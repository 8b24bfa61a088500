import type { WishedChip } from './chip-nodes.ts'
import type { SurfaceRelation } from './relation-store.ts'
import type { SurfaceContext } from './surface-context.ts'
import { endOf, type SurfaceRecord, startOf } from './surface-record.ts'

const quoteUtf16 = 24

/** The relations of a record that no arc shows: labelled stubs with the words at the other end. */
export function stubsOf(record: SurfaceRecord, context: SurfaceContext): readonly WishedChip[] {
  const { relations, openId, arcs } = context
  return relations.of(record.id).flatMap((relation) => {
    if (arcs.has(relation.id) || relation.from === relation.to) return []
    const farId = relation.from === record.id ? relation.to : relation.from
    const far = context.store.get(farId)
    if (!far) return []
    const node = stubNode(relation, { record, far, context })
    return [{ node, keep: record.id === openId }]
  })
}

function stubNode(
  { id, from, label, description }: SurfaceRelation,
  {
    record,
    far,
    context: { map, words },
  }: {
    readonly record: SurfaceRecord
    readonly far: SurfaceRecord
    readonly context: SurfaceContext
  },
) {
  const leadsAway = from === record.id
  const quote = map.text.slice(startOf(far), Math.min(endOf(far), startOf(far) + quoteUtf16))
  const isWhole = endOf(far) - startOf(far) <= quoteUtf16
  const short = isWhole ? quote : `${quote.replace(/[\s\ud800-\udbff]+$/, '')}…`
  return {
    key: `stub ${id}`,
    className: 'px-chip px-stub',
    leftPx: 0,
    topPx: 0,
    text: leadsAway ? words.relationTo(label, short) : words.relationFrom(label, short),
    title: description,
    relationId: id,
    end: leadsAway ? ('to' as const) : ('from' as const),
  }
}
