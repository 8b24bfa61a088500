import { registryAddress, sampleWorld } from '@parallax/domain/test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newOperationId } from './new-id.ts'
import {
  afterRedo,
  afterUndo,
  type DoneGesture,
  emptyUndoStack,
  type UndoStack,
  withGesture,
  withoutGesture,
} from './undo-stack.ts'

const stream = { kind: 'registry' as const, id: registryAddress(sampleWorld()).id }
const gesture = (): DoneGesture => [{ stream, id: newOperationId() }]

/** Undoes the newest gesture, as a session does. */
function undo(stack: UndoStack): UndoStack {
  const newest = stack.done.at(-1)
  return newest ? afterUndo(stack, newest, gesture()) : stack
}

function redo(stack: UndoStack): UndoStack {
  const newest = stack.undone.at(-1)
  return newest ? afterRedo(stack, newest, gesture()) : stack
}

test('what was undone can be done again as often as it was undone', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(30), (made, undos) => {
      let stack = emptyUndoStack
      for (let count = 0; count < made; count += 1) stack = withGesture(stack, gesture())
      for (let count = 0; count < undos; count += 1) stack = undo(stack)
      expect(stack.undone).toHaveLength(Math.min(made, undos))
      for (let count = 0; count < undos; count += 1) stack = redo(stack)
      expect(stack.undone).toEqual([])
      expect(stack.done).toHaveLength(made)
    }),
  )
})

test('a new gesture ends what could be done again', () => {
  const stack = withGesture(undo(withGesture(emptyUndoStack, gesture())), gesture())
  expect(stack.undone).toEqual([])
  expect(stack.done).toHaveLength(1)
})

test('undoing takes out the gesture it was asked for, also when another came meanwhile', () => {
  const [first, second, reverts] = [gesture(), gesture(), gesture()]
  const meanwhile = withGesture(withGesture(emptyUndoStack, first), second)
  expect(afterUndo(meanwhile, first, reverts)).toEqual({ done: [second], undone: [reverts] })
})

test('a gesture of which nothing was taken leaves no trace', () => {
  const [first, refused] = [gesture(), gesture()]
  const stack = withGesture(withGesture(emptyUndoStack, first), refused)
  expect(withoutGesture(stack, refused)).toEqual({ done: [first], undone: [] })
})

test('the oldest gestures are forgotten first, and 500 are kept', () => {
  const gestures = Array.from({ length: 501 }, gesture)
  const stack = gestures.reduce(withGesture, emptyUndoStack)
  expect(stack.done).toEqual(gestures.slice(1))
})
