import {
  jsonEqual,
  mapGet,
  meantWrites,
  type Operation,
  type OperationId,
  type RecordId,
  readRegister,
  recordOf,
  type StreamId,
  type StreamState,
} from '@parallax/domain'
import type { ProjectSession, Taken } from '@parallax/sync'
import { SimulatedBrowser, type SimulatedTab } from '@parallax/sync/test'
import type { HistoryEvent } from './check-history.ts'

/** What an operation leaves behind in what its person sees, for as long as it is theirs alone. */
type Trace = {
  readonly op: OperationId
  readonly stream: StreamId
  /** The field that it set, if it set one; else it made records. */
  readonly field: Field | null
  readonly baseSeq: number
  readonly isIn: (view: StreamState) => boolean
  isShown?: boolean
}

type Field = { readonly id: RecordId; readonly register: string }

/**
 * What is written down of one page of one person: what it sends, hears, takes in and shows. It looks
 * from outside: at the outbox, at what comes over the wire, at what its replicas take in as they do,
 * and at the views.
 */
export class ObservedPage {
  readonly client: string
  readonly #history: HistoryEvent[]
  /** Of records by the operation that made them, of a field by its name: the newest write counts. */
  readonly #traces = new Map<string, Trace>()
  readonly #told = new Set<OperationId>()
  /** Where the log has what this page was told is written. */
  readonly #seqs = new Map<OperationId, number>()
  /** How far this page has taken in each stream. */
  readonly #heads = new Map<StreamId, number>()
  #session: ProjectSession | undefined

  constructor(client: string, history: HistoryEvent[]) {
    this.client = client
    this.#history = history
  }

  /** Every operation that was taken from the person on this page. */
  readonly invokedHere: OperationId[] = []

  /** An operation was taken from the person. */
  invoked(operation: Operation): void {
    const { id, stream } = operation
    this.invokedHere.push(id)
    this.#history.push({ kind: 'invoke', client: this.client, stream: stream.id, op: id })
    this.#takeBack(operation)
    for (const trace of tracesOf(operation)) this.#traces.set(keyOf(trace), trace)
  }

  /** The page hears the answer to a request. */
  heard(path: string, data: unknown): void {
    if (path !== 'operations.submit') return
    // The shape of the answers of `operations.submit`.
    const { answers } = data as {
      readonly answers: readonly { id: OperationId; result: string; seq: number }[]
    }
    for (const { id, result, seq } of answers) {
      if (result !== 'ok') continue
      this.#history.push({ kind: 'ok', client: this.client, op: id, seq })
      this.#seqs.set(id, seq)
    }
    this.#settle(this.#isPartOfHead)
  }

  /**
   * A replica has taken something in, and its view is about to follow. From its own line on, an edit is
   * part of what everybody has, and is there whatever others do to it later.
   */
  readonly took = ({ confirmed, entry }: Taken): void => {
    const { client } = this
    const { id: stream, seq } = confirmed
    this.#heads.set(stream, seq)
    if (entry) this.#history.push({ kind: 'apply', client, stream, seq, op: entry.opId })
    else this.#history.push({ kind: 'snapshot', client, stream, seq })
    if (!entry) {
      this.#settle((trace) => isWrittenSince(confirmed, trace) || this.#isPartOfHead(trace))
      return
    }
    for (const trace of this.#traces.values())
      if (trace.op === entry.opId) this.#lookFor(trace, confirmed)
    this.#settle(({ op }) => op === entry.opId)
  }

  /** Whether what the page has taken in holds an edit's line, as part of a snapshot. */
  readonly #isPartOfHead = ({ op, stream }: Trace): boolean => {
    const seq = this.#seqs.get(op)
    return seq !== undefined && seq <= (this.#heads.get(stream) ?? 0)
  }

  /** Looks at what the page shows and knows now. */
  look(session: ProjectSession): void {
    this.#session = session
    for (const { id } of session.store.heads()) this.#lookInto(id)
    for (const { operation, followers } of session.saveState.refused)
      for (const { id } of [operation, ...followers]) this.#noteTold(id)
  }

  #lookInto(stream: StreamId): void {
    const view = this.#session?.store.view(stream)
    if (!view) return
    for (const trace of this.#traces.values())
      if (trace.stream === stream) this.#lookFor(trace, view)
  }

  #lookFor(trace: Trace, view: StreamState): void {
    const isShown = trace.isIn(view)
    if (trace.isShown === isShown) return
    trace.isShown = isShown
    const { op, field } = trace
    const set = field && { field: nameOf(field) }
    this.#history.push({ kind: 'shown', client: this.client, op, isShown, ...set })
  }

  #settle(isSettled: (trace: Trace) => boolean): void {
    for (const [key, trace] of this.#traces) if (isSettled(trace)) this.#traces.delete(key)
  }

  /** What one takes back oneself goes with a word. */
  #takeBack({ type, args, stream }: Operation): void {
    if (type !== 'change.revert') return
    // Arguments that were planned have the shape of their type.
    const line = this.#session?.store.entry(stream.id, (args as { seq: number }).seq)
    const made = line?.change.added.map(({ id }) => ({ id, register: 'deleted' })) ?? []
    const names = new Set([...made, ...(line?.change.written ?? [])].map(nameOf))
    const isTakenBack = ({ field }: Trace) => field !== null && names.has(nameOf(field))
    this.#settle((trace) => trace.stream === stream.id && isTakenBack(trace))
  }

  #noteTold(op: OperationId): void {
    if (this.#told.has(op)) return
    this.#told.add(op)
    this.#history.push({ kind: 'fail', client: this.client, op, isTold: true })
    this.#settle((trace) => trace.field !== null && trace.op === op)
  }
}

function tracesOf(operation: Operation): readonly Trace[] {
  const { id: op, stream, baseSeq } = operation
  const common = { op, stream: stream.id, baseSeq }
  const made = recordsMadeBy(operation)
  const isMade = (view: StreamState) => made.every((id) => mapGet(view.records, id) !== undefined)
  const written = new Map(meantWrites(operation, stream).map((write) => [nameOf(write), write]))
  const fields = [...written.values()].map(({ value, ...field }) => ({
    ...common,
    field,
    isIn: (view: StreamState) => jsonEqual(writtenIn(view, field), value),
  }))
  return made.length === 0 ? fields : [...fields, { ...common, field: null, isIn: isMade }]
}

function writtenIn(state: StreamState, { id, register }: Field): unknown {
  const record = recordOf(state, id)
  return record && readRegister(record, register)
}

/** Whether a state has the field as somebody wrote it after the edit was made. */
function isWrittenSince(state: StreamState, { stream, field, baseSeq }: Trace): boolean {
  if (stream !== state.id || !field) return false
  const rev = recordOf(state, field.id)?.revs[field.register]
  return rev !== undefined && rev[0] > baseSeq
}

function keyOf({ op, stream, field }: Trace): string {
  return field ? `${stream} ${nameOf(field)}` : op
}

function nameOf({ id, register }: Field): string {
  return `${register} of ${id}`
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
function recordsMadeBy({ type, args }: Operation): readonly RecordId[] {
  // Arguments that were planned have the shape of their type.
  if (type === 'records.create' || type === 'codebook.create')
    return (args as { records: readonly { id: RecordId }[] }).records.map(({ id }) => id)
  if (type === 'entity.create' || type === 'proposition.create')
    return [(args as { id: RecordId }).id]
  return []
}
