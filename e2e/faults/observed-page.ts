import type { LogEntry, Operation, OperationId, StreamId } from '@parallax/domain'
import { mapGet, type RecordId } from '@parallax/domain'
import type { ProjectSession } from '@parallax/sync'
import { SimulatedBrowser, type SimulatedTab } from '@parallax/sync/test'
import type { HistoryEvent } from './check-history.ts'

/**
 * What is written down of one page of one person: what it sends, hears, takes in and shows. It looks
 * from outside, at the outbox, at what comes over the wire and at the views.
 */
export class ObservedPage {
  readonly client: string
  readonly #history: HistoryEvent[]
  readonly #seqs = new Map<StreamId, number>()
  /** Heads of snapshots that the page was given and may have taken. */
  readonly #offered = new Map<StreamId, Set<number>>()
  readonly #makes = new Map<
    OperationId,
    { readonly stream: StreamId; readonly ids: readonly RecordId[] }
  >()
  readonly #shown = new Map<OperationId, boolean>()
  readonly #told = new Set<OperationId>()
  /** Operations whose lines were taken in: from there on they are part of what everybody has. */
  readonly #settled = new Set<OperationId>()

  constructor(client: string, history: HistoryEvent[]) {
    this.client = client
    this.#history = history
  }

  /** Every operation that was taken from the person on this page. */
  readonly invokedHere: OperationId[] = []

  /** An operation was taken from the person. */
  invoked({ id, stream, type, args }: Operation): void {
    const { client } = this
    this.invokedHere.push(id)
    this.#history.push({ kind: 'invoke', client, stream: stream.id, op: id })
    const ids = recordsMadeBy(type, args)
    if (ids.length > 0) this.#makes.set(id, { stream: stream.id, ids })
  }

  /** The page hears the answer to a request. */
  heard(path: string, data: unknown): void {
    if (path === 'operations.submit') this.#hearAnswers(data)
    for (const { id, seq } of snapshotsIn(data)) {
      const offered = this.#offered.get(id) ?? new Set()
      this.#offered.set(id, offered.add(seq))
    }
  }

  /** Looks at what the page shows and knows now. */
  look(session: ProjectSession): void {
    for (const { id, seq } of session.store.heads()) this.#lookAt(session, id, seq)
    for (const [op, { stream, ids }] of this.#makes) this.#lookFor(session, op, { stream, ids })
    for (const op of this.#settled) this.#makes.delete(op)
    this.#settled.clear()
    for (const { operation, followers } of session.saveState.refused)
      for (const { id } of [operation, ...followers]) this.#noteTold(id)
  }

  /** A stream was closed: opened again it begins anew. */
  closed(stream: StreamId): void {
    this.#seqs.delete(stream)
  }

  #hearAnswers(data: unknown): void {
    // The shape of the answers of `operations.submit`.
    const { answers } = data as {
      readonly answers: readonly { id: string; result: string; seq: number }[]
    }
    for (const { id, result, seq } of answers)
      if (result === 'ok') this.#history.push({ kind: 'ok', client: this.client, op: id, seq })
  }

  /** Each line between where the page was and where it is, or the snapshot that brought it there. */
  #lookAt({ store }: ProjectSession, stream: StreamId, seq: number): void {
    const { client } = this
    const before = this.#seqs.get(stream)
    if (before === seq) return
    this.#seqs.set(stream, seq)
    const lines = (from: number) =>
      Array.from({ length: seq - from }, (_, index) => store.entry(stream, from + index + 1))
    const start = before === undefined ? undefined : lines(before)
    const jump = start?.every((line) => line !== undefined)
      ? undefined
      : this.#jump(stream, before, seq)
    if (jump !== undefined) this.#history.push({ kind: 'snapshot', client, stream, seq: jump })
    const known = jump === undefined ? (start ?? []) : lines(jump)
    for (const [index, line] of known.entries())
      this.#applied(stream, (jump ?? before ?? 0) + index + 1, line)
  }

  /** The newest snapshot on offer that explains how the page got here; its place if there is none. */
  #jump(stream: StreamId, before: number | undefined, seq: number): number {
    const offered = [...(this.#offered.get(stream) ?? [])].filter((each) => each <= seq)
    const newest = Math.max(-1, ...offered.filter((each) => before === undefined || each > before))
    if (newest >= 0) return newest
    // A layer that nobody has written to is opened empty and was on offer nowhere.
    return before === undefined ? 0 : before
  }

  #applied(stream: StreamId, seq: number, line: LogEntry | undefined): void {
    const op = line?.opId ?? 'a line that it never got'
    this.#history.push({ kind: 'apply', client: this.client, stream, seq, op })
    if (line) this.#settled.add(line.opId)
  }

  #lookFor(
    { store }: ProjectSession,
    op: OperationId,
    { stream, ids }: { readonly stream: StreamId; readonly ids: readonly RecordId[] },
  ): void {
    const view = store.view(stream)
    if (!view) return
    const isShown = ids.every((id) => mapGet(view.records, id) !== undefined)
    if (this.#shown.get(op) === isShown) return
    this.#shown.set(op, isShown)
    this.#history.push({ kind: 'shown', client: this.client, op, isShown })
  }

  #noteTold(op: OperationId): void {
    if (this.#told.has(op)) return
    this.#told.add(op)
    this.#history.push({ kind: 'fail', client: this.client, op, isTold: true })
  }
}

/** The browser of one person, with what it keeps on its disk; pages of it come and go. */
export class ObservedBrowser {
  readonly #browser = new SimulatedBrowser()
  readonly #made = new Set<OperationId>()
  readonly #kept = new Set<OperationId>()

  /** What is on the disk and not taken by the server. */
  get waiting(): readonly string[] {
    return [...this.#browser.stored.keys()]
  }

  /** Whether the operation has ever been on the disk. */
  hasKept(id: OperationId): boolean {
    return this.#kept.has(id)
  }

  /** Opens a page, whose outbox writes down what its person does there. */
  openTab(page: ObservedPage): SimulatedTab {
    const tab = this.#browser.openTab()
    const put: SimulatedTab['store']['put'] = (rows) => {
      // A page that is gone still ends what it had begun, and nobody is there to see it.
      if (!tab.isAlive()) return tab.store.put(rows)
      for (const { id, known } of rows) if (known && !this.#made.has(id)) page.invoked(known)
      for (const { id } of rows) this.#made.add(id)
      return tab.store.put(rows).then(() => {
        for (const { id } of rows) this.#kept.add(id)
      })
    }
    return { ...tab, store: { ...tab.store, put } }
  }
}

/** The records that an operation makes: they stay, deleted or not, unless it is refused. */
function recordsMadeBy(type: string, args: unknown): readonly RecordId[] {
  // Arguments that were planned have the shape of their type.
  if (type === 'records.create' || type === 'codebook.create')
    return (args as { records: readonly { id: RecordId }[] }).records.map(({ id }) => id)
  if (type === 'entity.create' || type === 'proposition.create')
    return [(args as { id: RecordId }).id]
  return []
}

/** Every snapshot in an answer, wherever it stands in it. */
function snapshotsIn(data: unknown): readonly { readonly id: StreamId; readonly seq: number }[] {
  if (typeof data !== 'object' || data === null) return []
  const isSnapshot = 'records' in data && 'seq' in data && 'id' in data
  // What has these three fields in an answer is a snapshot.
  if (isSnapshot) return [data as unknown as { id: StreamId; seq: number }]
  return Object.entries(data).flatMap(([name, part]) =>
    name === 'answers' ? [] : snapshotsIn(part),
  )
}
