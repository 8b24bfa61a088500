import type { Operation } from '@parallax/domain'

/** One operation of a gesture. Its place in the log is known once the server has answered. */
type DoneOperation = Pick<Operation, 'stream' | 'id'>

export type DoneGesture = readonly DoneOperation[]

/** Gestures that can be taken back, and taken back ones that can be done again. Newest last. */
export type UndoStack = {
  readonly done: readonly DoneGesture[]
  readonly undone: readonly DoneGesture[]
}

export const emptyUndoStack: UndoStack = { done: [], undone: [] }

const mostGroups = 500

/** A gesture was made: it can be undone, and what was undone before it cannot be redone. */
export function withGesture(stack: UndoStack, gesture: DoneGesture): UndoStack {
  return { done: [...stack.done, gesture].slice(-mostGroups), undone: [] }
}

/**
 * `gesture` was reverted by `reverts`, which redo would revert in turn. Others may have been made
 * since undo was asked for, so it is not always the newest.
 */
export function afterUndo(stack: UndoStack, gesture: DoneGesture, reverts: DoneGesture): UndoStack {
  return { done: without(stack.done, gesture), undone: [...stack.undone, reverts] }
}

/** The undo that `undone` made was reverted by `reverts`. */
export function afterRedo(stack: UndoStack, undone: DoneGesture, reverts: DoneGesture): UndoStack {
  return { done: [...stack.done, reverts], undone: without(stack.undone, undone) }
}

/** The server took nothing of this gesture: there is nothing in it to take back or do again. */
export function withoutGesture({ done, undone }: UndoStack, gesture: DoneGesture): UndoStack {
  return { done: without(done, gesture), undone: without(undone, gesture) }
}

function without(gestures: readonly DoneGesture[], gesture: DoneGesture): readonly DoneGesture[] {
  return gestures.filter((each) => each !== gesture)
}
