import type { Operation, ProjectId, Refusal } from '@parallax/domain'
import { type HeldCause, inOrder, type OutboxRow } from './outbox-row.ts'

/** An operation that will not be made as it is, kept until the person decides. One per gesture. */
export type RefusedOperation = {
  readonly operation: Operation
  readonly refusal: Refusal
  readonly cause: HeldCause
  readonly project: ProjectId
  /** What was refused with it, since it is of the same gesture or builds on it. */
  readonly followers: readonly Operation[]
}

/**
 * How sending goes. `fine`: the server answers. `offline`: nobody answers. `busy`: it answers that it
 * cannot now. `signed-out`: it wants the person to sign in first.
 */
export type Course = 'fine' | 'offline' | 'busy' | 'signed-out'

/** What the state line says of the work of this person in this browser. */
export type SaveState = {
  /** `saved` only after the server's commit. `failed` as long as something was refused. */
  readonly kind: 'saved' | 'saving' | 'offline' | 'failed'
  /** What becomes of the rest, whatever was refused. */
  readonly progress: 'saved' | 'saving' | Exclude<Course, 'fine'>
  /** Operations that wait for the server, of all projects. */
  readonly waiting: number
  readonly refused: readonly RefusedOperation[]
  /** How many more are held back that this page cannot show, since another build made them. */
  readonly unreadable: number
  /** Whether unsaved work would survive a closed page. */
  readonly isDurable: boolean
  /** Whether leaving this page would lose something or leave something unsent. */
  readonly mustStay: boolean
}

export const nothingToSave: SaveState = {
  kind: 'saved',
  progress: 'saved',
  waiting: 0,
  refused: [],
  unreadable: 0,
  isDurable: true,
  mustStay: false,
}

/** What becomes of what waits. */
export function progressOf(waiting: number, course: Course): SaveState['progress'] {
  if (waiting === 0) return 'saved'
  return course === 'fine' ? 'saving' : course
}

/** The word of the state line for all that waits and all that was refused. */
export function kindOf({
  progress,
  refused,
  unreadable,
}: Pick<SaveState, 'progress' | 'refused' | 'unreadable'>): SaveState['kind'] {
  if (refused.length > 0 || unreadable > 0) return 'failed'
  if (progress === 'saved' || progress === 'saving') return progress
  return progress === 'busy' ? 'saving' : 'offline'
}

/** What was set aside, as the person thinks of it: one gesture is told of once, by its first no. */
export function refusedOf(rows: readonly OutboxRow[]): readonly RefusedOperation[] {
  const gestures: (readonly OutboxRow[])[] = []
  const gestureOf = new Map<string, number>()
  for (const row of rows.filter(({ setAside }) => setAside).sort(firstNoFirst)) {
    const { id, operation, setAside } = row
    const names = [operation.group, setAside?.because ?? id]
    const known = names.map((name) => gestureOf.get(name)).find((at) => at !== undefined)
    const at = known ?? gestures.length
    gestures[at] = [...(gestures[at] ?? []), row]
    for (const name of names) gestureOf.set(name, at)
  }
  return gestures.flatMap((gesture) => readGesture(gesture))
}

/** In their order, but what met the no itself before what only follows from it. */
function firstNoFirst(a: OutboxRow, b: OutboxRow): number {
  const followsA = a.setAside?.because === a.id ? 0 : 1
  const followsB = b.setAside?.because === b.id ? 0 : 1
  return followsA - followsB || inOrder(a, b)
}

function readGesture(gesture: readonly OutboxRow[]): readonly RefusedOperation[] {
  const [first, ...others] = gesture.filter(({ known }) => known)
  if (!first?.known || !first.setAside) return []
  const { refusal, cause } = first.setAside
  const followers = others.flatMap(({ known }) => known ?? [])
  return [{ operation: first.known, refusal, cause, project: first.project, followers }]
}

/** Whether two states say the same. */
export function isSameState(a: SaveState, b: SaveState): boolean {
  const isSameWord =
    a.progress === b.progress &&
    a.waiting === b.waiting &&
    a.unreadable === b.unreadable &&
    a.isDurable === b.isDurable &&
    a.mustStay === b.mustStay
  return isSameWord && JSON.stringify(a.refused) === JSON.stringify(b.refused)
}
