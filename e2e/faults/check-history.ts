/**
 * One thing that happened while a fault was played. A history lists them in the order in which they
 * happened, whoever they happened to. Streams, operations and clients are named by their ids; a page
 * that is loaded again is another client.
 */
export type HistoryEvent =
  /** A line of the log from before anybody was watched. */
  | { readonly kind: 'given'; readonly stream: string; readonly seq: number; readonly op: string }
  /** A person made a gesture, and it was taken. */
  | {
      readonly kind: 'invoke'
      readonly client: string
      readonly stream: string
      readonly op: string
    }
  | { readonly kind: 'ok'; readonly client: string; readonly op: string; readonly seq: number }
  /** The server's no. `isTold`: the person was shown it. */
  | {
      readonly kind: 'fail'
      readonly client: string
      readonly op: string
      readonly isTold: boolean
    }
  /** The page died before the operation was on its disk: it may have arrived, or be gone. */
  | { readonly kind: 'info'; readonly client: string; readonly op: string }
  /** The page is gone, with what it showed. What it had on its disk, the next one takes over. */
  | { readonly kind: 'gone'; readonly client: string }
  /** The client took over a whole stream. */
  | {
      readonly kind: 'snapshot'
      readonly client: string
      readonly stream: string
      readonly seq: number
    }
  | {
      readonly kind: 'apply'
      readonly client: string
      readonly stream: string
      readonly seq: number
      readonly op: string
    }
  /**
   * Whether the person who made it saw what an operation makes, or with `field` what it set there,
   * each time that changed; until its line is taken in, or the person themselves sets it anew.
   */
  | {
      readonly kind: 'shown'
      readonly client: string
      readonly op: string
      readonly field?: string
      readonly isShown: boolean
    }

/** What is there when all is quiet again. */
export type Aftermath = {
  /** Every line of every log. */
  readonly log: readonly { readonly stream: string; readonly seq: number; readonly op: string }[]
  /**
   * Each stream as each holder has it, by a hash of its contents. The first holder named of a stream
   * is what the others are held against.
   */
  readonly states: readonly {
    readonly holder: string
    readonly stream: string
    readonly seq: number
    readonly hash: string
  }[]
  /** The holder who loaded everything from nothing when all was quiet: they have every stream. */
  readonly fresh?: string
  /**
   * Each stream as it was, and as it is after the project was exported and imported again, by hashes
   * of contents without revs, which begin anew; `null` where there is no such stream.
   */
  readonly copies?: readonly {
    readonly stream: string
    readonly original: string | null
    readonly copy: string | null
  }[]
  /** What still waits in an outbox. */
  readonly waiting: readonly string[]
  readonly counters: readonly {
    readonly what: string
    readonly kept: number
    readonly counted: number
  }[]
}

/** Which of the seven checks found something, the name of what it found, and where. */
export type Finding = { readonly check: Check; readonly fault: string; readonly where: string }
export type Check = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7'

/**
 * What must always hold, whatever went wrong on the way; one pass over the history and one over what
 * came of it. C1: what was acknowledged is in the log exactly once, what was refused is not. C2: every
 * client takes each stream's lines in order, none left out, none twice. C3: what began after an
 * answer stands after it. C4: everybody has the same,
 * who loads it from nothing and who takes in an export too. C5: what one made or set never flickers,
 * and does not go back without a word. C6: what is
 * not in the log still waits or was reported. C7: counters say what is there.
 */
export function checkHistory(
  history: readonly HistoryEvent[],
  aftermath: Aftermath,
): readonly Finding[] {
  const log = readLog(aftermath.log)
  const fates = readFates(history)
  return [
    ...checkOnce(log, fates),
    ...checkLogOrder(log),
    ...checkClientOrder(history, log),
    ...checkRealTime(history, log),
    ...checkStates(aftermath.states),
    ...checkFresh(aftermath),
    ...checkCopies(aftermath.copies ?? []),
    ...checkOwnWrites(history, fates),
    ...checkNothingUnseen(log, fates, new Set(aftermath.waiting)),
    ...checkCounters(aftermath.counters),
  ]
}

type Line = Aftermath['log'][number]
type Log = {
  readonly byOperation: ReadonlyMap<string, readonly Line[]>
  readonly byStream: ReadonlyMap<string, ReadonlyMap<number, Line>>
  readonly doubled: readonly Line[]
}

function readLog(lines: Aftermath['log']): Log {
  const byOperation = new Map<string, Line[]>()
  const byStream = new Map<string, Map<number, Line>>()
  const doubled: Line[] = []
  for (const line of lines) {
    const same = byOperation.get(line.op) ?? []
    byOperation.set(line.op, same)
    same.push(line)
    const stream = byStream.get(line.stream) ?? new Map<number, Line>()
    byStream.set(line.stream, stream)
    if (stream.has(line.seq)) doubled.push(line)
    else stream.set(line.seq, line)
  }
  return { byOperation, byStream, doubled }
}

/** What the clients know of an operation. */
type Fate = {
  client: string
  isInvoked: boolean
  seqs: Set<number>
  isRefused: boolean
  isTold: boolean
  isExcused: boolean
}

function readFates(history: readonly HistoryEvent[]): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>()
  const of = (op: string): Fate => {
    const unknown = {
      client: '',
      isInvoked: false,
      isRefused: false,
      isTold: false,
      isExcused: false,
    }
    const fate = fates.get(op) ?? { ...unknown, seqs: new Set<number>() }
    fates.set(op, fate)
    return fate
  }
  for (const event of history) {
    if (event.kind === 'given') of(event.op).seqs.add(event.seq)
    if (event.kind === 'invoke')
      Object.assign(of(event.op), { isInvoked: true, client: event.client })
    if (event.kind === 'ok') of(event.op).seqs.add(event.seq)
    if (event.kind === 'info') of(event.op).isExcused = true
    if (event.kind !== 'fail') continue
    of(event.op).isRefused = true
    of(event.op).isTold ||= event.isTold
  }
  return fates
}

function checkOnce(log: Log, fates: ReadonlyMap<string, Fate>): Finding[] {
  const asked = [...fates].flatMap(([op, fate]) =>
    faultsOf(fate, log.byOperation.get(op) ?? []).map((fault) => [fault, op] as const),
  )
  const written = [...log.byOperation].flatMap(([op, lines]) => {
    const places = `${op} at ${lines.map(placeOf).join(' and ')}`
    const doubled = lines.length > 1 ? [['duplicated', places] as const] : []
    return fates.has(op) ? doubled : [...doubled, ['written and never asked for', places] as const]
  })
  return [...asked, ...written].map(([fault, where]) => ({ check: 'C1', fault, where }))
}

/** What is wrong between an operation's answers and its lines in the log. */
function faultsOf({ seqs, isTold }: Fate, lines: readonly Line[]): readonly string[] {
  const faults: string[] = []
  if (seqs.size > 0 && lines.length === 0) faults.push('lost')
  if (seqs.size > 1) faults.push('answered with two seqs')
  // A refusal that nobody has seen leaves the operation in the outbox, and it may be taken later.
  if (isTold && lines.length > 0) faults.push('refused and written')
  const [line] = lines
  if (line && seqs.size > 0 && !seqs.has(line.seq)) faults.push('answered with another seq')
  return faults
}

function checkLogOrder({ byStream, doubled }: Log): Finding[] {
  const twice = doubled.map((line) => ({
    check: 'C2' as const,
    fault: 'two lines at one seq',
    where: placeOf(line),
  }))
  const gaps = [...byStream].flatMap(([stream, lines]) => {
    const last = lines.size
    const missing = Array.from({ length: last }, (_, at) => at + 1).find((seq) => !lines.has(seq))
    if (missing === undefined) return []
    return [{ check: 'C2' as const, fault: 'a gap in the log', where: `${stream} ${missing}` }]
  })
  return [...twice, ...gaps]
}

/** Where a client is in a stream, and what it has passed over on the way. */
type Reader = { seq: number; readonly missed: Map<number, string> }

function checkClientOrder(history: readonly HistoryEvent[], log: Log): Finding[] {
  const readers = new Map<string, Reader>()
  const heard = history.flatMap((event) => {
    if (event.kind === 'snapshot') return takeSnapshot(readers, event)
    return event.kind === 'apply' ? takeLine(readers, event, log) : []
  })
  const skipped = [...readers.values()].flatMap(({ missed }) =>
    [...missed.values()].map((where) => ['skipped', where] as const),
  )
  return [...heard, ...skipped].map(([fault, where]) => ({ check: 'C2', fault, where }))
}

type Heard<Kind> = Extract<HistoryEvent, { readonly kind: Kind }>
type Fault = readonly [fault: string, where: string]

function takeSnapshot(readers: Map<string, Reader>, event: Heard<'snapshot'>): readonly Fault[] {
  const key = `${event.client} ${event.stream}`
  const before = readers.get(key)?.seq ?? 0
  readers.set(key, { seq: event.seq, missed: new Map() })
  return event.seq < before ? [['went back', `${key} ${event.seq}`]] : []
}

function takeLine(readers: Map<string, Reader>, event: Heard<'apply'>, log: Log): readonly Fault[] {
  const key = `${event.client} ${event.stream}`
  const where = `${key} ${event.seq}`
  const reader = readers.get(key)
  const faults = reader ? follow(reader, event.seq, where) : ['applied before it was opened']
  const line = log.byStream.get(event.stream)?.get(event.seq)
  const all = line?.op === event.op ? faults : ['forked', ...faults]
  return all.map((fault) => [fault, where])
}

/** Moves a reader on by one line; what is wrong with that. */
function follow(reader: Reader, seq: number, where: string): readonly string[] {
  if (reader.missed.delete(seq)) return ['swapped']
  if (seq <= reader.seq) return ['applied twice']
  for (let missing = reader.seq + 1; missing < seq; missing++)
    reader.missed.set(missing, `${missing} before ${where}`)
  reader.seq = seq
  return []
}

function checkRealTime(history: readonly HistoryEvent[], log: Log): Finding[] {
  const findings: Finding[] = []
  const answered = new Map<string, number>()
  for (const event of history) {
    const [line] = 'op' in event ? (log.byOperation.get(event.op) ?? []) : []
    if (!line) continue
    const newest = answered.get(line.stream) ?? 0
    if (event.kind === 'ok') answered.set(line.stream, Math.max(newest, event.seq))
    if (event.kind !== 'invoke' || line.seq > newest) continue
    const where = `${event.op} at ${placeOf(line)}, begun after ${newest} was answered`
    findings.push({ check: 'C3', fault: 'written before what was answered earlier', where })
  }
  return findings
}

function checkStates(states: Aftermath['states']): Finding[] {
  const models = new Map<string, Aftermath['states'][number]>()
  return states.flatMap((state) => {
    const model = models.get(state.stream)
    if (!model) models.set(state.stream, state)
    if (!model || (model.seq === state.seq && model.hash === state.hash)) return []
    const fault = state.seq < model.seq ? 'behind' : 'diverged'
    const where = `${state.stream}: ${state.holder} at ${state.seq}, ${model.holder} at ${model.seq}`
    return [{ check: 'C4' as const, fault, where }]
  })
}

function checkFresh({ states, fresh }: Aftermath): Finding[] {
  if (fresh === undefined) return []
  const loaded = new Set(states.flatMap(({ holder, stream }) => (holder === fresh ? stream : [])))
  const streams = new Set(states.map(({ stream }) => stream))
  return [...streams]
    .filter((stream) => !loaded.has(stream))
    .map((where) => ({ check: 'C4', fault: 'not loaded from nothing', where }))
}

function checkCopies(copies: NonNullable<Aftermath['copies']>): Finding[] {
  return copies.flatMap(({ stream, original, copy }) => {
    if (original === copy) return []
    const fault = copy === null ? 'lost by export and import' : 'changed by export and import'
    return [{ check: 'C4' as const, fault, where: stream }]
  })
}

/** Whether an edit was shown, and how much had happened by then that may have hidden it. */
type Sight = { readonly isShown: boolean; readonly causes: number }

/** The last sights of one edit on one page. */
type Sights = { readonly event: Heard<'shown'>; readonly seen: readonly Sight[] }

/**
 * A colleague's line may make an edit that still waits impossible, and another one possible again. So
 * may an edit of one's own in another stream: what refers to an entity that one has deleted since is
 * not planned anew until both are in the log. A refusal takes along what was planned on it, until the
 * server's word on that is here. Whatever goes or comes without such a cause flickers. A page that is
 * gone while a cause hides an edit will not see it come back; the next page has it from the log. Nor will
 * one where the person has set the same field anew meanwhile.
 */
function checkOwnWrites(
  history: readonly HistoryEvent[],
  fates: ReadonlyMap<string, Fate>,
): Finding[] {
  const findings: Finding[] = []
  const say = (fault: string, where: string) => findings.push({ check: 'C5', fault, where })
  const causes = new Causes()
  const pages = new Map<string, Map<string, Sights>>()
  const judge = (key: string, sights: Sights, isLost: (sights: Sights) => boolean) => {
    if (isLost(sights) && !fates.get(sights.event.op)?.isRefused)
      say(sights.event.field === undefined ? 'vanished' : 'went back', key)
  }
  const close = (client: string, isLost: (sights: Sights) => boolean) => {
    for (const [key, sights] of pages.get(client) ?? []) judge(key, sights, isLost)
    pages.delete(client)
  }
  /** The edit that has set a field last, on one page: from then on the ones before are not looked for. */
  const lastSet = new Map<string, string>()
  const setAnew = ({ client, field }: Heard<'shown'>, key: string, page: Map<string, Sights>) => {
    if (field === undefined) return
    const before = lastSet.get(`${client} ${field}`) ?? key
    lastSet.set(`${client} ${field}`, key)
    const sights = before === key ? undefined : page.get(before)
    if (sights === undefined) return
    judge(before, sights, isHiddenForNothing)
    page.delete(before)
  }
  for (const event of history) {
    causes.note(event)
    if (event.kind === 'gone') close(event.client, isHiddenForNothing)
    if (event.kind !== 'shown') continue
    const key = `${event.client} ${event.op} ${event.field ?? ''}`
    const page = pages.get(event.client) ?? new Map<string, Sights>()
    pages.set(event.client, page)
    setAnew(event, key, page)
    const sight = { isShown: event.isShown, causes: causes.of(event) }
    const seen = [...(page.get(key)?.seen ?? []), sight].slice(-3)
    page.set(key, { event, seen })
    if (sight.isShown && isCauseless(seen)) say('flicker', key)
  }
  for (const client of [...pages.keys()]) close(client, isHidden)
  return findings
}

function isHidden({ seen }: Sights): boolean {
  return !seen.at(-1)?.isShown
}

/** Hidden, and nothing had happened between when it was shown and then. */
function isHiddenForNothing({ seen }: Sights): boolean {
  const [before, last] = seen.slice(-2)
  return last ? !last.isShown && before?.causes === last.causes : before?.isShown === false
}

/** What may hide an edit that waits: lines that a page took in, refusals, and what was done on it elsewhere. */
class Causes {
  readonly #counts = new Map<string, number>()
  readonly #streams = new Map<string, string>()

  note(event: HistoryEvent): void {
    if (event.kind === 'invoke') this.#streams.set(event.op, event.stream)
    if (event.kind === 'apply' || event.kind === 'fail') this.#add(event.client)
    if (event.kind !== 'invoke') return
    this.#add(event.client)
    this.#add(`${event.client} ${event.stream}`)
  }

  /** Of an edit: what is done in its own stream comes after it, and hides nothing. */
  of({ client, op }: { readonly client: string; readonly op: string }): number {
    const inOwnStream = this.#counts.get(`${client} ${this.#streams.get(op)}`) ?? 0
    return (this.#counts.get(client) ?? 0) - inOwnStream
  }

  #add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }
}

/** Whether something went and came back, and nothing had happened before one or the other. */
function isCauseless(seen: readonly Sight[]): boolean {
  return seen.some((sight, at) => at > 0 && sight.causes === seen[at - 1]?.causes)
}

function checkNothingUnseen(
  log: Log,
  fates: ReadonlyMap<string, Fate>,
  waiting: ReadonlySet<string>,
): Finding[] {
  return [...fates].flatMap(([op, { client, isInvoked, isTold, isExcused }]) => {
    const isKnown = isTold || isExcused || waiting.has(op) || log.byOperation.has(op)
    if (!isInvoked || isKnown) return []
    return [{ check: 'C6' as const, fault: 'dropped silently', where: `${op} of ${client}` }]
  })
}

function checkCounters(counters: Aftermath['counters']): Finding[] {
  return counters
    .filter(({ kept, counted }) => kept !== counted)
    .map(({ what, kept, counted }) => ({
      check: 'C7' as const,
      fault: 'counter drift',
      where: `${what}: ${kept} kept, ${counted} there`,
    }))
}

function placeOf({ stream, seq }: Line): string {
  return `${stream} ${seq}`
}
