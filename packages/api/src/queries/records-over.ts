import { type Db, schema } from '@parallax/db'
import {
  type DocumentId,
  definitionOf,
  type EntityId,
  type LabelId,
  type LayerRecordKind,
  overlaps,
  type ProjectId,
  type TextRange,
  type UserId,
} from '@parallax/domain'
import { type SQL, sql } from 'drizzle-orm'

/** Which records a hit must lie in; what is null or empty asks for nothing. */
export type RecordFilter = {
  readonly kinds: readonly LayerRecordKind[]
  readonly label: LabelId | null
  /** Records that refer to this entity, or to one that was merged into it. */
  readonly entity: EntityId | null
  /** Records that this person made. */
  readonly author: UserId | null
}

/** A record over a hit. */
export type RecordOver = {
  readonly id: string
  readonly kind: LayerRecordKind
  readonly label: string | null
  readonly authorName: string | null
}

/** Tells the records over a range, innermost first. */
export type RecordsOver = (range: TextRange) => readonly RecordOver[]

type Row = RecordOver & { readonly data: object }

const { guests, recordRefs, records, streams, users } = schema

/** What a record `n` must be; undefined when the filter asks for nothing. */
export function matchingRecords(filter: RecordFilter): SQL | undefined {
  const conditions = [
    filter.kinds.length > 0 ? sql`n.kind in ${filter.kinds}` : undefined,
    filter.label ? sql`n.data ->> 'label' = ${filter.label}` : undefined,
    filter.entity ? referringTo(filter.entity) : undefined,
    filter.author ? sql`n.created_by = ${filter.author}` : undefined,
  ].filter((condition) => condition !== undefined)
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined
}

function referringTo(entity: EntityId): SQL {
  return sql`exists (
    with recursive family(id) as (
      select ${entity}::uuid
      union
      select m.id from ${records} m join family f on m.data ->> 'redirect' = f.id::text
      where m.project_id = n.project_id and m.kind = 'entity' and not m.deleted)
    select 1 from ${recordRefs} f where f.project_id = n.project_id and f.stream_id = n.stream_id
      and f.record_id = n.id and f.target_id in (select family.id from family))`
}

/**
 * The live records of a document's layers that the filter lets through, over any of these ranges. A
 * record's quote is what its ranges cover, so no index of quotes is needed to find it by its words.
 */
export async function recordsOver(
  db: Db,
  projectId: ProjectId,
  document: DocumentId,
  { ranges, filter }: { readonly ranges: readonly TextRange[]; readonly filter: RecordFilter },
): Promise<RecordsOver> {
  const starts = ranges.map(({ startUtf16 }) => startUtf16)
  const ends = ranges.map(({ endUtf16 }) => endUtf16)
  const { rows } = await db.execute<Row>(sql`
    select n.id, n.kind, n.data ->> 'label' as label, n.data,
      coalesce(u.name, g.name) as "authorName"
    from ${streams} s
    join ${records} l on l.project_id = s.project_id and l.stream_id = s.id and l.id = s.id
      and not l.deleted
    join ${records} n on n.project_id = s.project_id and n.stream_id = s.id
      and n.kind not in ('layer', 'comment')
    left join ${users} u on u.id = n.created_by
    left join ${guests} g on g.project_id = n.project_id and g.id = n.created_by
    where s.project_id = ${projectId} and s.document_id = ${document} and s.kind = 'layer'
      and not n.deleted and ${matchingRecords(filter) ?? sql`true`}
      and exists (select 1 from unnest(${sql.param(starts)}::int[], ${sql.param(ends)}::int[])
        as hit(start_utf16, end_utf16)
        where n.start_utf16 < hit.end_utf16 and n.end_utf16 > hit.start_utf16)
    order by n.end_utf16 - n.start_utf16, n.id`)
  const covering = rows.map(({ data, ...record }) => ({
    record,
    extent: definitionOf(record.kind).extentOf(data),
  }))
  return (range) =>
    covering.filter(({ extent }) => overlaps(extent, [range])).map(({ record }) => record)
}
