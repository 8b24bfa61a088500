import type { OperationId, OperationType } from '@parallax/domain'
import { operations } from '@parallax/domain'

/** One gesture of this person, as far as undo must know it. */
export type KnownGroup = {
  readonly group: OperationId
  /** The types of its operations, each once. */
  readonly opTypes: readonly string[]
  /** Whether it changed nothing. */
  readonly isEmpty: boolean
  /** The one gesture of this person that this one takes back, or `null`. */
  readonly reverts: OperationId | null
}

/** Gestures that can be taken back, and takings back that can be undone themselves. Newest last. */
export type UndoStack = {
  readonly done: readonly OperationId[]
  readonly undone: readonly OperationId[]
}

/**
 * What undo would not take back, step by step: layers are made by the way, a document that is not
 * wanted is retired, and a published version stays published.
 */
const noSteps: readonly OperationType[] = ['layer.create', 'document.import', 'codebook.publish']

/**
 * The stack that a person's gestures make, oldest first. A gesture that takes one back stands in its
 * place, ready to be undone itself; anything else ends what could be done again. What is taken back
 * by a known gesture counts as known, whatever clocks said of their order.
 */
export function undoStackOf(oldestFirst: readonly KnownGroup[]): UndoStack {
  const done = new Set<OperationId>()
  const undone = new Set<OperationId>()
  const met = new Set<OperationId>()
  for (const { group, reverts } of inOrder(oldestFirst).filter(isStep)) {
    if (reverts !== null && undone.delete(reverts)) done.add(group)
    else if (reverts !== null && (done.delete(reverts) || !met.has(reverts))) undone.add(group)
    else {
      done.add(group)
      undone.clear()
    }
    met.add(group)
  }
  return { done: [...done], undone: [...undone] }
}

/** Whether a gesture among these ends what could be done again before it. */
export function endsRedo(groups: readonly KnownGroup[]): boolean {
  return groups.some((group) => group.reverts === null && isStep(group))
}

/** The same gestures, each after the one that it takes back. */
function inOrder(groups: readonly KnownGroup[]): readonly KnownGroup[] {
  const byId = new Map(groups.map((group) => [group.group, group]))
  const ordered = new Set<KnownGroup>()
  const put = (group: KnownGroup): void => {
    const reverted = group.reverts === null ? undefined : byId.get(group.reverts)
    if (reverted && !ordered.has(reverted)) put(reverted)
    ordered.add(group)
  }
  for (const group of groups) put(group)
  return [...ordered]
}

function isStep({ opTypes, isEmpty }: KnownGroup): boolean {
  return !isEmpty && opTypes.some((type) => isOperation(type) && !noSteps.includes(type))
}

function isOperation(type: string): type is OperationType {
  return Object.hasOwn(operations, type)
}
