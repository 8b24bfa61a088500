import type { WishedChip } from './chip-nodes.ts'
import { drawnRelationsOf } from './drawn-relations.ts'
import type { SurfaceRelation } from './relation-store.ts'
import { shortQuote } from './short-quote.ts'
import type { SurfaceContext } from './surface-context.ts'
import type { SurfaceRecord } from './surface-record.ts'

/** The relations of a record that no arc shows: labelled stubs with the words at the other end. */
export function stubsOf(record: SurfaceRecord, context: SurfaceContext): readonly WishedChip[] {
  const { openId, arcs } = context
  return drawnRelationsOf(record.id, context).flatMap((relation) => {
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
  const short = shortQuote(far, map.text)
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
