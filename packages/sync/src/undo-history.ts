import type {
  DocumentId,
  LogEntry,
  Operation,
  OperationId,
  Refusal,
  StreamId,
} from '@parallax/domain'
import type { Draft, Performed } from './project-session.ts'
import { endsRedo, type KnownGroup, undoStackOf } from './undo-stack.ts'

/** A line that undo would take back, and the document that its stream is about. */
export type UndoLine = {
  readonly stream: Operation['stream']
  readonly documentId: DocumentId | null
  readonly entry: LogEntry
}

/** One gesture as undo finds it. */
export type UndoStep = {
  readonly group: OperationId
  /** Newest first: the order in which they are taken back. */
  readonly lines: readonly UndoLine[]
  readonly documents: readonly { readonly id: DocumentId; readonly title: string }[]
}

/** A line that cannot be taken back as things stand, and why. */
export type BlockedLine = { readonly line: UndoLine; readonly refusal: Refusal }

/**
 * What became of an undo or redo. `elsewhere` and `blocked` have changed nothing: the person is asked,
 * and `undo` is called again with what they chose.
 */
export type UndoOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly step: UndoStep }
  /** It happened in a document that is not open here. */
  | { readonly kind: 'elsewhere'; readonly step: UndoStep }
  | {
      readonly kind: 'blocked'
      readonly step: UndoStep
      readonly blocked: readonly BlockedLine[]
      /** How many of its lines could be taken back without those. */
      readonly rest: number
    }
  /** The server cannot be asked now what was done last, or whether it can be taken back. */
  | { readonly kind: 'unreachable' }

/** What a person chose when they were asked about a gesture. */
export type UndoChoice = {
  readonly group: OperationId
  /** Also where it is not seen from here. */
  readonly elsewhere?: boolean
  /** Without the lines that cannot be taken back. */
  readonly rest?: boolean
}

export type GroupPage = { readonly groups: readonly KnownGroup[]; readonly next: unknown }

export type UndoHistoryOptions = {
  /** This person's newest gestures, newest first, or those after a page's `next`. */
  readonly readGroups: (before: unknown) => Promise<GroupPage>
  readonly readStep: (group: OperationId) => Promise<UndoStep>
  /** Resolves once the server has answered every operation of the gesture. */
  readonly settled: (gesture: readonly Operation[]) => Promise<void>
  /** The line that one's own operation became, or `undefined` if it was refused or is not seen here. */
  readonly lineOf: (operation: Operation) => Promise<UndoLine | undefined>
  /** Whether the server took an operation. */
  readonly isTaken: (id: OperationId) => boolean
  readonly isOpen: (stream: StreamId) => boolean
  /** What the rules say of taking each back now; those that cannot be are passed over. */
  readonly check: (lines: readonly UndoLine[]) => Promise<readonly (Refusal | null)[]>
  readonly perform: (drafts: readonly Draft[]) => Performed
  readonly isUnreachable: (reason: unknown) => boolean
}

type Direction = 'done' | 'undone'

/**
 * What this person did in the project and can take back, in whatever tab or session they did it: the
 * newest gestures of the log, with those of this tab that are still on their way on top. Undo and
 * redo go one after the other, as they were asked.
 */
export class UndoHistory {
  readonly #options: UndoHistoryOptions
  /** Oldest first. */
  #known: readonly KnownGroup[] = []
  /** Where older gestures begin; `null` when all are known. */
  #next: unknown = null
  /** Whether nothing can have been done elsewhere since the log was asked. */
  #isCurrent = false
  readonly #own = new Map<OperationId, readonly Operation[]>()
  /** Gestures that the person chose to leave as they are. */
  readonly #passed = new Set<OperationId>()
  /** What was done here that takes nothing back, in its order. */
  readonly #made: OperationId[] = []
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: UndoHistoryOptions) {
    this.#options = options
  }

  /** A gesture was made in this tab. */
  note(operations: readonly Operation[], reverts: OperationId | null = null): void {
    const group = operations[0]?.group
    if (group === undefined) return
    const opTypes = [...new Set(operations.map(({ type }) => type))]
    this.#own.set(group, operations)
    if (reverts === null) this.#made.push(group)
    this.#known = [...this.#known, { group, opTypes, isEmpty: false, reverts }]
  }

  /** The person may have been at work elsewhere: the log is asked before the next undo. */
  lookAgain(): void {
    this.#isCurrent = false
  }

  /** Leaves a gesture as it is: undo goes on with the one before. */
  passOver(group: OperationId): void {
    this.#passed.add(group)
  }

  undo(choice?: UndoChoice): Promise<UndoOutcome> {
    return this.#takeNewestInTurn('done', choice)
  }

  redo(choice?: UndoChoice): Promise<UndoOutcome> {
    return this.#takeNewestInTurn('undone', choice)
  }

  /** Takes back one gesture, whoever made it and whatever was done since. */
  takeBack(choice: UndoChoice): Promise<UndoOutcome> {
    return this.#inTurn(async () => {
      const step = await this.#stepOf(choice.group)
      if (!step) return { kind: 'nothing' }
      const isOwn = this.#known.some(({ group }) => group === choice.group)
      return this.#takeStep(step, choice, isOwn ? choice.group : null)
    })
  }

  /** What is done after it was asked for is not what was meant. */
  #takeNewestInTurn(from: Direction, choice: UndoChoice | undefined): Promise<UndoOutcome> {
    const madeBefore = this.#made.length
    const isMeant = (group: OperationId) => !this.#made.slice(madeBefore).includes(group)
    return this.#inTurn(() => this.#takeNewest(from, choice, isMeant))
  }

  #inTurn(turn: () => Promise<UndoOutcome>): Promise<UndoOutcome> {
    const taken = this.#last.then(turn).catch((reason: unknown): UndoOutcome => {
      if (this.#options.isUnreachable(reason)) return { kind: 'unreachable' }
      throw reason
    })
    this.#last = taken.catch(() => undefined) // whoever asked hears of it
    return taken
  }

  async #takeNewest(
    from: Direction,
    choice: UndoChoice | undefined,
    isMeant: (group: OperationId) => boolean,
  ): Promise<UndoOutcome> {
    await this.#look()
    for (;;) {
      const group = choice?.group ?? (await this.#findNewest(from, isMeant))
      if (group === undefined) return { kind: 'nothing' }
      const step = await this.#stepOf(group)
      if (step) return this.#takeStep(step, choice, group)
      this.#known = this.#known.filter((each) => each.group !== group)
      if (choice) return { kind: 'nothing' }
    }
  }

  /** The newest that is meant, reading on until it is sure. */
  async #findNewest(
    from: Direction,
    isMeant: (group: OperationId) => boolean,
  ): Promise<OperationId | undefined> {
    for (;;) {
      const group = this.#newest(from, isMeant)
      const isEnd = group !== undefined || (from === 'undone' && endsRedo(this.#known))
      if (this.#next === null || (isEnd && !this.#isUnsure(group))) return group
      await this.#readOlder()
    }
  }

  #newest(from: Direction, isMeant: (group: OperationId) => boolean): OperationId | undefined {
    const stack = undoStackOf(this.#known)[from]
    return stack.findLast((group) => isMeant(group) && !this.#passed.has(group))
  }

  /**
   * Whether something as new as this takes back what is not known yet: it may be an undo or a redo,
   * and only older gestures tell which.
   */
  #isUnsure(group: OperationId | undefined): boolean {
    const ids = new Set(this.#known.map((each) => each.group))
    const at = this.#known.findIndex((each) => each.group === group)
    return this.#known
      .slice(Math.max(0, at))
      .some(({ reverts }) => reverts !== null && !ids.has(reverts))
  }

  async #look(): Promise<void> {
    if (this.#isCurrent) return
    // What is answered while the log is read may be missing from what was read.
    const told = new Set(
      this.#known.map(({ group }) => group).filter((each) => this.#isTaken(each)),
    )
    try {
      const page = await this.#options.readGroups(null)
      const inLog = new Set(page.groups.map(({ group }) => group))
      const onTheirWay = this.#known.filter(({ group }) => !inLog.has(group) && !told.has(group))
      this.#known = [...[...page.groups].reverse(), ...onTheirWay]
      this.#next = page.next
      this.#isCurrent = true
    } catch (reason) {
      // Without a network what this tab did can still be taken back.
      if (!this.#options.isUnreachable(reason) || this.#known.length === 0) throw reason
    }
  }

  /** Whether the log can tell of a gesture. */
  #isTaken(group: OperationId): boolean {
    const operations = this.#own.get(group)
    return operations === undefined || operations.some(({ id }) => this.#options.isTaken(id))
  }

  async #readOlder(): Promise<void> {
    const { groups, next } = await this.#options.readGroups(this.#next)
    const known = new Set(this.#known.map(({ group }) => group))
    const older = groups.filter(({ group }) => !known.has(group))
    this.#known = [...older.reverse(), ...this.#known]
    this.#next = next
  }

  /** What the log holds of a gesture; `undefined` when the server took nothing of it. */
  async #stepOf(group: OperationId): Promise<UndoStep | undefined> {
    const { settled, lineOf, readStep, isOpen, isTaken } = this.#options
    const own = this.#own.get(group)
    if (own) {
      await settled(own)
      const taken = own.filter(({ id }) => isTaken(id))
      if (taken.length === 0) return undefined
      if (taken.every(({ stream }) => isOpen(stream.id))) {
        const lines = await Promise.all(taken.map(lineOf))
        const found = lines.flatMap((line) => line ?? []).reverse()
        if (found.length === taken.length) return { group, lines: found, documents: [] }
      }
    }
    const step = await readStep(group)
    return step.lines.length > 0 ? step : undefined
  }

  async #takeStep(
    step: UndoStep,
    choice: UndoChoice | undefined,
    reverts: OperationId | null,
  ): Promise<UndoOutcome> {
    const isHere = step.lines.every(({ stream }) => this.#options.isOpen(stream.id))
    if (!isHere && choice?.elsewhere !== true) return { kind: 'elsewhere', step }
    const refusals = await this.#options.check(step.lines)
    const blocked = step.lines.flatMap((line, at) => {
      const refusal = refusals[at]
      return refusal ? [{ line, refusal }] : []
    })
    const rest = step.lines.filter((_, at) => !refusals[at]).map(revertOf)
    if (blocked.length > 0 && (choice?.rest !== true || rest.length === 0))
      return { kind: 'blocked', step, blocked, rest: rest.length }
    const performed = this.#options.perform(rest)
    if (performed.ok) {
      this.note(performed.operations, reverts)
      return { kind: 'done', step }
    }
    const [line] = step.lines
    if (!line) return { kind: 'nothing' }
    return { kind: 'blocked', step, blocked: [{ line, refusal: performed.refusal }], rest: 0 }
  }
}

/** What takes a line back. */
export function revertOf({ stream, entry }: Pick<UndoLine, 'stream' | 'entry'>): Draft {
  return { stream, type: 'change.revert', args: { seq: entry.seq } }
}
