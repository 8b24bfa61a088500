import type { Operation, OperationId, StreamId } from '@parallax/domain'
import type { Draft, Performed, UndoOutcome } from './project-session.ts'
import {
  afterRedo,
  afterUndo,
  type DoneGesture,
  emptyUndoStack,
  withGesture,
  withoutGesture,
} from './undo-stack.ts'

export type UndoHistoryOptions = {
  /** Resolves once the server has answered every operation of the gesture. */
  readonly settled: (gesture: DoneGesture) => Promise<void>
  /** Where the server took an operation, if it did. */
  readonly seqOf: (id: OperationId) => number | undefined
  /** Undo is planned in this tab too, and must know the line that it reverts. */
  readonly knowEntry: (stream: StreamId, seq: number) => Promise<void>
  readonly perform: (drafts: readonly Draft[]) => Performed
}

type Taken = { readonly stream: Operation['stream']; readonly seq: number }

/** What this tab did and can take back. Undo and redo go one after the other, as they were asked. */
export class UndoHistory {
  readonly #options: UndoHistoryOptions
  #stack = emptyUndoStack
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: UndoHistoryOptions) {
    this.#options = options
  }

  note(gesture: DoneGesture): void {
    this.#stack = withGesture(this.#stack, gesture)
  }

  undo(): Promise<UndoOutcome> {
    return this.#inTurn('done', (gesture, reverts) => {
      this.#stack = afterUndo(this.#stack, gesture, reverts)
    })
  }

  redo(): Promise<UndoOutcome> {
    return this.#inTurn('undone', (gesture, reverts) => {
      this.#stack = afterRedo(this.#stack, gesture, reverts)
    })
  }

  #inTurn(
    from: 'done' | 'undone',
    reverted: (gesture: DoneGesture, reverts: DoneGesture) => void,
  ): Promise<UndoOutcome> {
    const turn = this.#last.then(async (): Promise<UndoOutcome> => {
      const found = await this.#newestTaken(from)
      if (!found) return { kind: 'nothing' }
      const outcome = this.#options.perform(revertsOf(found.taken))
      if (!outcome.ok) return { kind: 'refused', refusal: outcome.refusal }
      reverted(found.gesture, outcome.operations)
      return { kind: 'done' }
    })
    this.#last = turn.catch(() => undefined) // whoever asked hears of it
    return turn
  }

  /** The newest gesture of which the server took something; those it refused whole are forgotten. */
  async #newestTaken(from: 'done' | 'undone') {
    const { settled, knowEntry } = this.#options
    for (;;) {
      const gesture = this.#stack[from].at(-1)
      if (!gesture) return undefined
      await settled(gesture)
      const taken = gesture.flatMap((each) => this.#takenAs(each))
      for (const { stream, seq } of taken) await knowEntry(stream.id, seq)
      if (taken.length > 0) return { gesture, taken }
      this.#stack = withoutGesture(this.#stack, gesture)
    }
  }

  #takenAs({ id, stream }: DoneGesture[number]): readonly Taken[] {
    const seq = this.#options.seqOf(id)
    return seq === undefined ? [] : [{ stream, seq }]
  }
}

/** Newest first, each after the one before. */
function revertsOf(taken: readonly Taken[]): readonly Draft[] {
  return [...taken].reverse().map(({ stream, seq }) => ({
    stream,
    type: 'change.revert',
    args: { seq },
  }))
}
