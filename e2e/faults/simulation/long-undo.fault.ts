import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rounds } from '../rounds.ts'
import { documents } from '../sample-project.ts'
import { differenceOf, type Gesture, LongUndo } from './long-undo.ts'
import { openSimulatedServer, type SimulatedServer } from './simulated-server.ts'

const gestureCount = 104
const count = rounds(1, 30)

let server: SimulatedServer
const faults: unknown[] = []
beforeAll(async () => {
  vi.stubGlobal('reportError', (fault: unknown) => faults.push(fault))
  const onFault = (fault: unknown) => faults.push(fault)
  server = await openSimulatedServer('postgresql', { count: 1, hintDelayMs: () => 5, onFault })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  await server.remove()
})

test('P24: more than a hundred gestures of every kind, in several documents, are undone and redone across reloads', async () => {
  for (let number = 0; number < count; number++) {
    const life = await LongUndo.open(server, number)
    const made = await makeAll(life)
    const undone = await undoAll(life, made)
    await redoAll(life, undone)
    expect(await life.end(), `round ${number}`).toEqual([])
    expect(faults).toEqual([])
  }
})

/** Those that one can see anything of. */
async function makeAll(life: LongUndo): Promise<readonly Gesture[]> {
  await life.make(gestureCount / 2)
  await life.reload()
  await life.make(gestureCount / 2)
  const made = life.gestures.filter(({ before, after }) => differenceOf(before, after).length > 0)
  expect(made.length).toBeGreaterThanOrEqual(gestureCount)
  for (const kind of ['records', 'bulk', 'merges', 'codebook', 'registry', 'document'])
    expect(made.filter((gesture) => gesture.kind === kind).length, kind).toBeGreaterThan(5)
  for (const document of documents)
    expect(made.some((gesture) => gesture.documents.includes(document))).toBe(true)
  return made
}

/** Undoes until all of these are, with a reload halfway; all that was undone, in that order. */
async function undoAll(life: LongUndo, made: readonly Gesture[]): Promise<readonly Gesture[]> {
  const undone: Gesture[] = []
  while (undone.at(-1) !== made[0]) {
    if (undone.length === Math.floor(made.length / 2)) await life.reload()
    const group = await taken(life, 'undo', undone.length)
    const gesture = life.gestures.findLast((each) => each.group === group)
    if (!gesture) throw new Error(`undo ${undone.length} is of something else`)
    undone.push(gesture)
    const what = `undo ${undone.length} of ${gesture.kind}`
    expect(differenceOf(life.content(), gesture.before), what).toEqual([])
  }
  const newestFirst = life.gestures.filter((gesture) => undone.includes(gesture)).reverse()
  expect(undone).toEqual(newestFirst)
  expect(made.filter((gesture) => !undone.includes(gesture))).toEqual([])
  return undone
}

async function redoAll(life: LongUndo, undone: readonly Gesture[]): Promise<void> {
  for (const [at, gesture] of [...undone].reverse().entries()) {
    if (at === Math.floor(undone.length / 2)) await life.reload()
    await taken(life, 'redo', at)
    const what = `redo ${at} of ${gesture.kind}`
    expect(differenceOf(life.content(), gesture.after), what).toEqual([])
  }
}

/** The gesture that was taken. */
async function taken(life: LongUndo, step: 'undo' | 'redo', at: number): Promise<string> {
  // Now and then where nothing of it is seen.
  const take = () => life[step]()
  const outcome = at % 10 === 4 ? await life.fromElsewhere(take) : await take()
  if (outcome.kind !== 'done') throw new Error(`${step} ${at}: ${JSON.stringify(outcome)}`)
  return outcome.step.group
}
