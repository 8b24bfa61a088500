import type { Operation, Refusal } from '@parallax/domain'

/** An operation that the server said no to, kept until the person has seen it. One per gesture. */
export type RefusedOperation = {
  readonly operation: Operation
  readonly refusal: Refusal
  /** What was refused with it, since it is of the same gesture or builds on it. */
  readonly followers: readonly Operation[]
}

/** What the state line says of the work of this tab. */
export type SaveState = {
  /** `saved` only after the server's commit. */
  readonly kind: 'saved' | 'saving' | 'offline' | 'failed'
  readonly waiting: number
  readonly refused: readonly RefusedOperation[]
  /** Whether unsaved work would survive a closed tab. */
  readonly isDurable: boolean
}

export const nothingToSave: SaveState = {
  kind: 'saved',
  waiting: 0,
  refused: [],
  isDurable: true,
}
