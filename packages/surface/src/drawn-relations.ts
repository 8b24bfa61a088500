import type { SurfaceRelation } from './relation-store.ts'
import type { SurfaceContext } from './surface-context.ts'

/**
 * The relations of a record that the filter lets be drawn: those that it shows themselves, and that
 * lead to nothing it hides.
 */
export function drawnRelationsOf(
  recordId: string,
  { relations, store }: Pick<SurfaceContext, 'relations' | 'store'>,
): readonly SurfaceRelation[] {
  const { shows } = store.filter()
  return relations
    .of(recordId)
    .filter(
      ({ id, from, to }) => (shows?.(id) ?? true) && store.isDrawn(from === recordId ? to : from),
    )
}
