import type { LogEntry, OperationId, StreamId, UserId } from '@parallax/domain'
import { emptyChange } from '@parallax/domain'
import { expect, test } from 'vitest'
import { gesturesOf, pointsAfter, type ShownLine } from './gestures.ts'

/** A line named by its gesture, its stream and its seq: `a L 3`. */
function line(words: string): ShownLine {
  const [group = '', stream = '', seq = ''] = words.split(' ')
  const entry: LogEntry = {
    seq: Number(seq),
    opId: words as OperationId,
    opType: 'record.set',
    group: group as OperationId,
    actor: 'mei' as UserId,
    at: `2031-03-01T09:00:0${seq}.000Z`,
    change: emptyChange,
  }
  return { stream: { kind: 'layer', id: stream as StreamId }, entry }
}
const lines = ['d L 5', 'c D 3', 'b L 4', 'b D 2', 'a L 3', 'a L 2'].map(line)

test('lines of one gesture are one, where its newest line stands', () => {
  expect(gesturesOf(lines).map(({ group, lines: own }) => [group, own.length])).toEqual([
    ['d', 1],
    ['c', 1],
    ['b', 2],
    ['a', 2],
  ])
})

test('a point is where each stream stood that was written later', () => {
  expect([...pointsAfter('b' as OperationId, lines)]).toEqual([
    ['L', 4],
    ['D', 2],
  ])
  expect([...pointsAfter('a' as OperationId, lines)]).toEqual([
    ['L', 3],
    ['D', 1],
  ])
  expect(pointsAfter('d' as OperationId, lines).size).toBe(0)
})
