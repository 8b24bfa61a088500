/** A relation between two drawn records, as the surface draws it. */
export type SurfaceRelation = {
  readonly id: string
  /** The ids of the records that it leads from and to. */
  readonly from: string
  readonly to: string
  readonly label: string
  /** Which of the twelve label colours, 1 to 12. */
  readonly colour: number
  /** One sentence for whoever points at it. */
  readonly description: string
}

/** What changed among the relations: new or changed ones, and the ids of those that are gone. */
export type RelationDelta = {
  readonly put: readonly SurfaceRelation[]
  readonly removed: readonly string[]
}

/** The relations of one document as the surface asks for them. */
export type RelationStore = {
  readonly get: (id: string) => SurfaceRelation | undefined
  /** Those that lead from or to a record, in the order in which they came. */
  readonly of: (recordId: string) => readonly SurfaceRelation[]
  /** Takes the change in and returns the records at whose ends something changed. */
  readonly apply: (delta: RelationDelta) => readonly string[]
}

const none: readonly SurfaceRelation[] = []

/** An empty store. */
export function createRelationStore(): RelationStore {
  const relations = new Map<string, SurfaceRelation>()
  const byRecord = new Map<string, Set<SurfaceRelation>>()
  const take = (id: string): readonly string[] => {
    const relation = relations.get(id)
    if (!relation) return []
    relations.delete(id)
    for (const end of [relation.from, relation.to]) {
      byRecord.get(end)?.delete(relation)
      if (byRecord.get(end)?.size === 0) byRecord.delete(end)
    }
    return [relation.from, relation.to]
  }
  const put = (relation: SurfaceRelation): readonly string[] => {
    take(relation.id)
    relations.set(relation.id, relation)
    for (const end of [relation.from, relation.to]) {
      const known = byRecord.get(end)
      if (known) known.add(relation)
      else byRecord.set(end, new Set([relation]))
    }
    return [relation.from, relation.to]
  }
  return {
    get: (id) => relations.get(id),
    of: (recordId) => {
      const found = byRecord.get(recordId)
      return found ? [...found] : none
    },
    apply: (delta) => {
      const before = [...delta.removed, ...delta.put.map(({ id }) => id)].flatMap(take)
      return [...before, ...delta.put.flatMap(put)]
    },
  }
}
