import type { OperationId } from '@parallax/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newOperationId } from './new-id.ts'
import { type KnownGroup, undoStackOf } from './undo-stack.ts'

const gesture = (opTypes: readonly string[] = ['record.set']): KnownGroup => ({
  group: newOperationId(),
  opTypes,
  isEmpty: false,
  reverts: null,
})
const back = (reverts: OperationId): KnownGroup => ({ ...gesture(['change.revert']), reverts })

/** What a person does one after the other, and what the classic two stacks would say of it. */
type Life = { log: KnownGroup[]; done: OperationId[]; undone: OperationId[] }

const does: Readonly<Record<'make' | 'undo' | 'redo', (life: Life) => void>> = {
  make: (life) => {
    const made = gesture()
    life.log.push(made)
    life.done.push(made.group)
    life.undone = []
  },
  undo: (life) => move(life, 'done', 'undone'),
  redo: (life) => move(life, 'undone', 'done'),
}

function move(life: Life, from: 'done' | 'undone', to: 'done' | 'undone'): void {
  const newest = life[from].pop()
  if (newest === undefined) return
  const reverting = back(newest)
  life.log.push(reverting)
  life[to].push(reverting.group)
}

const steps = fc.array(fc.constantFrom('make', 'make', 'undo', 'redo'), {
  maxLength: 400,
  size: 'max',
})

test('the log gives back the stacks that undo and redo worked with', () => {
  fc.assert(
    fc.property(steps, (lived) => {
      const life: Life = { log: [], done: [], undone: [] }
      for (const step of lived) does[step as keyof typeof does](life)
      expect(undoStackOf(life.log)).toEqual({ done: life.done, undone: life.undone })
    }),
  )
})

test('the newest part of the log gives the newest part of the stacks', () => {
  fc.assert(
    fc.property(steps, fc.nat(30), (lived, forgotten) => {
      const life: Life = { log: [], done: [], undone: [] }
      for (const step of lived) does[step as keyof typeof does](life)
      const recent = life.log.slice(forgotten)
      if (recent.some(({ reverts }) => reverts && !recent.some(({ group }) => group === reverts)))
        return
      const { done } = undoStackOf(recent)
      expect(done).toEqual(life.done.slice(life.done.length - done.length))
    }),
  )
})

test('a gesture that is taken back is never offered, whatever clocks said of the order', () => {
  const [first, second] = [gesture(), gesture()]
  const undo = back(second.group)
  const stack = { done: [first.group], undone: [undo.group] }
  expect(undoStackOf([first, second, undo])).toEqual(stack)
  expect(undoStackOf([first, undo, second])).toEqual(stack)
})

test('what takes back a gesture that is not known can be done again', () => {
  const undo = back(newOperationId())
  expect(undoStackOf([undo])).toEqual({ done: [], undone: [undo.group] })
})

test('taking back an undo that a new gesture has outlived is a gesture like any other', () => {
  const [first, second] = [gesture(), gesture()]
  const undo = back(first.group)
  const again = back(undo.group)
  expect(undoStackOf([first, undo, second, again])).toEqual({
    done: [second.group, again.group],
    undone: [],
  })
})

test('layers, imports, published versions and what changed nothing are no steps', () => {
  const groups = [
    gesture(['layer.create']),
    gesture(['document.import', 'layer.create']),
    gesture(['project.import']),
    gesture(['codebook.publish']),
    { ...gesture(), isEmpty: true },
  ]
  expect(undoStackOf(groups)).toEqual({ done: [], undone: [] })
  const mixed = gesture(['layer.create', 'records.create'])
  expect(undoStackOf([mixed]).done).toEqual([mixed.group])
})
