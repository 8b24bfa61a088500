import type { Operation } from '@parallax/domain'

/** One operation of a gesture. Its place in the log is known once the server has answered. */
export type DoneOperation = Pick<Operation, 'stream' | 'id'>

/** Gestures that can be taken back, and taken back ones that can be done again. Newest last. */
export type UndoStack = {
  readonly done: readonly (readonly DoneOperation[])[]
  readonly undone: readonly (readonly DoneOperation[])[]
}

export const emptyUndoStack: UndoStack = { done: [], undone: [] }

const mostGroups = 500

/** A gesture was made: it can be undone, and what was undone before it cannot be redone. */
export function withGesture(stack: UndoStack, gesture: readonly DoneOperation[]): UndoStack {
  return { done: [...stack.done, gesture].slice(-mostGroups), undone: [] }
}

/** The newest gesture was reverted by `reverts`, which redo would revert in turn. */
export function afterUndo(stack: UndoStack, reverts: readonly DoneOperation[]): UndoStack {
  return { done: stack.done.slice(0, -1), undone: [...stack.undone, reverts] }
}

/** The newest undo was reverted by `reverts`. */
export function afterRedo(stack: UndoStack, reverts: readonly DoneOperation[]): UndoStack {
  return { done: [...stack.done, reverts], undone: stack.undone.slice(0, -1) }
}
