import { chooser } from '@parallax/domain/test'
import { describe, expect, test } from 'vitest'
import { type Aftermath, checkHistory, type HistoryEvent } from './check-history.ts'

/** A history in which all went well, and what came of it. */
type Story = { readonly history: HistoryEvent[]; readonly aftermath: Mutable<Aftermath> }
type Mutable<Value> = {
  -readonly [Key in keyof Value]-?: NonNullable<Value[Key]> extends readonly (infer Item)[]
    ? Item[]
    : Value[Key]
}

const clients = ['ada', 'ben', 'mei']
const streams = ['layer', 'registry']

/** People who make `length` gestures: some refused, some answered late, all heard by everybody. */
function soundStory(seed: number, length: number): Story {
  const choose = chooser(seed)
  const history: HistoryEvent[] = []
  const log: Mutable<Aftermath>['log'] = []
  const waiting: string[] = []
  const heads = new Map(streams.map((stream) => [stream, 0]))
  const append = (stream: string, op: string): number => {
    const seq = (heads.get(stream) ?? 0) + 1
    heads.set(stream, seq)
    log.push({ stream, seq, op })
    return seq
  }
  for (const stream of streams)
    history.push({
      kind: 'given',
      stream,
      seq: append(stream, `first of ${stream}`),
      op: `first of ${stream}`,
    })
  for (const client of clients)
    for (const stream of streams) history.push({ kind: 'snapshot', client, stream, seq: 1 })
  for (let at = 0; at < length; at++) {
    const [client, stream, op] = [choose.from(clients), choose.from(streams), `op-${at}`]
    const shown = { kind: 'shown' as const, client, op, ...(choose.onceIn(2) && { field: 'name' }) }
    history.push({ kind: 'invoke', client, stream, op }, { ...shown, isShown: true })
    const fate = choose.below(10)
    if (fate === 0)
      history.push({ ...shown, isShown: false }, { kind: 'fail', client, op, isTold: true })
    else if (fate === 1) waiting.push(op)
    else {
      const seq = append(stream, op)
      const heard = clients.map((each) => ({
        kind: 'apply' as const,
        client: each,
        stream,
        seq,
        op,
      }))
      // The feed may be faster than the answer, and an answer may come twice.
      const answers = Array.from({ length: 1 + choose.below(2) }, () => ({
        kind: 'ok' as const,
        client,
        op,
        seq,
      }))
      history.push(...(choose.onceIn(2) ? [...heard, ...answers] : [...answers, ...heard]))
    }
  }
  const fresh = 'who came last'
  const holders = ['the log', 'the tables', ...clients, fresh]
  const states = streams.flatMap((stream) =>
    holders.map((holder) => ({
      holder,
      stream,
      seq: heads.get(stream) ?? 0,
      hash: `of ${stream}`,
    })),
  )
  const counters = streams.map((what) => ({ what, kept: 7, counted: 7 }))
  const copies = streams.map((stream) => ({ stream, original: stream, copy: stream }))
  return { history, aftermath: { log, states, fresh, copies, waiting, counters } }
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed)
const faultsOf = ({ history, aftermath }: Story) => [
  ...new Set(checkHistory(history, aftermath).map(({ check, fault }) => `${check} ${fault}`)),
]

/** Takes the element at a chosen place that fits, out of a list; the test fails where none does. */
function pick<Item>(list: readonly Item[], seed: number, fits: (item: Item) => boolean): number {
  const places = list.flatMap((item, at) => (fits(item) ? [at] : []))
  expect(places.length, 'the story has a place for the fault').toBeGreaterThan(0)
  return chooser(seed + 1_000).from(places)
}

const isOk = ({ kind }: HistoryEvent) => kind === 'ok'
const isNew = ({ seq }: { readonly seq: number }) => seq > 1

/** Each fault, planted in a story in which all went well, with what the checker must call it. */
const planted: readonly (readonly [string, string, (story: Story, seed: number) => void])[] = [
  [
    'an operation that was acknowledged and is lost',
    'C1 lost',
    ({ history, aftermath: { log } }, seed) => {
      const at = pick(history, seed, isOk)
      const event = history[at] as Extract<HistoryEvent, { kind: 'ok' }> // `pick` has looked
      log.splice(
        log.findIndex(({ op }) => op === event.op),
        1,
      )
    },
  ],
  [
    'an operation that is in the log twice',
    'C1 duplicated',
    ({ aftermath: { log } }, seed) => {
      const line = log[pick(log, seed, isNew)]!
      log.push({
        ...line,
        seq:
          Math.max(...log.filter(({ stream }) => stream === line.stream).map(({ seq }) => seq)) + 1,
      })
    },
  ],
  [
    'a refusal of something that was written',
    'C1 refused and written',
    ({ history }, seed) => {
      const { client, op } = history[pick(history, seed, isOk)] as Extract<
        HistoryEvent,
        { kind: 'ok' }
      >
      for (let at = history.length - 1; at >= 0; at--) {
        const event = history[at]!
        if (event.kind === 'ok' && event.op === op) history.splice(at, 1)
      }
      history.push({ kind: 'fail', client, op, isTold: true })
    },
  ],
  [
    'an answer that names another seq the second time',
    'C1 answered with two seqs',
    ({ history }, seed) => {
      const event = history[pick(history, seed, isOk)] as Extract<HistoryEvent, { kind: 'ok' }>
      history.push({ ...event, seq: event.seq + 1 })
    },
  ],
  [
    'a line of the log that nobody asked for',
    'C1 written and never asked for',
    ({ aftermath: { log } }) => {
      log.push({
        stream: 'layer',
        seq: log.filter(({ stream }) => stream === 'layer').length + 1,
        op: 'a stranger',
      })
    },
  ],
  [
    'two lines at one seq',
    'C2 two lines at one seq',
    ({ aftermath: { log } }, seed) => {
      const at = pick(log, seed, isNew)
      log[at] = { ...log[at]!, seq: log[at]!.seq - 1 }
    },
  ],
  [
    'a line that a client left out',
    'C2 skipped',
    ({ history }, seed) => {
      const last = new Map(
        history.flatMap((event) =>
          event.kind === 'apply' ? [[`${event.client} ${event.stream}`, event.seq]] : [],
        ),
      )
      history.splice(
        pick(
          history,
          seed,
          (event) =>
            event.kind === 'apply' &&
            event.seq < (last.get(`${event.client} ${event.stream}`) ?? 0),
        ),
        1,
      )
    },
  ],
  [
    'a line that a client took twice',
    'C2 applied twice',
    ({ history }, seed) => {
      const at = pick(history, seed, ({ kind }) => kind === 'apply')
      history.splice(at, 0, history[at]!)
    },
  ],
  [
    'a pair of lines that a client took the other way round',
    'C2 swapped',
    ({ history }, seed) => {
      const first = pick(
        history,
        seed,
        (event) => event.kind === 'apply' && nextOf(history, event) >= 0,
      )
      const second = nextOf(history, history[first]!)
      ;[history[first], history[second]] = [history[second]!, history[first]!]
    },
  ],
  [
    'a client that took another operation at a seq',
    'C2 forked',
    ({ history }, seed) => {
      const at = pick(history, seed, ({ kind }) => kind === 'apply')
      history[at] = { ...(history[at] as Extract<HistoryEvent, { kind: 'apply' }>), op: 'its own' }
    },
  ],
  [
    'an operation that is written before what was answered when it began',
    'C3 written before what was answered earlier',
    ({ history }, seed) => {
      const { op } = history[pick(history, seed, isOk)] as Extract<HistoryEvent, { kind: 'ok' }>
      const at = history.findIndex((event) => event.kind === 'invoke' && event.op === op)
      history.push(...history.splice(at, 1))
    },
  ],
  [
    'a client whose state is another',
    'C4 diverged',
    ({ aftermath: { states } }, seed) => {
      const at = pick(states, seed, ({ holder }) => clients.includes(holder))
      states[at] = { ...states[at]!, hash: 'of its own' }
    },
  ],
  [
    'a client that did not hear the last line',
    'C4 behind',
    ({ aftermath: { states } }, seed) => {
      const at = pick(states, seed, ({ holder }) => clients.includes(holder))
      states[at] = { ...states[at]!, seq: states[at]!.seq - 1 }
    },
  ],
  [
    'a client that loads from nothing and has another state',
    'C4 diverged',
    ({ aftermath: { states, fresh } }, seed) => {
      const at = pick(states, seed, ({ holder }) => holder === fresh)
      states[at] = { ...states[at]!, hash: 'of its own' }
    },
  ],
  [
    'a stream that does not come to who loads from nothing',
    'C4 not loaded from nothing',
    ({ aftermath: { states, fresh } }, seed) => {
      const at = pick(states, seed, ({ holder }) => holder === fresh)
      states.splice(at, 1)
    },
  ],
  [
    'a stream that an export and an import changed',
    'C4 changed by export and import',
    ({ aftermath: { copies } }) => {
      copies[0] = { ...copies[0]!, copy: 'another' }
    },
  ],
  [
    'a stream that is not in the export',
    'C4 lost by export and import',
    ({ aftermath: { copies } }) => {
      copies[0] = { ...copies[0]!, copy: null }
    },
  ],
  [
    'something made that flickers',
    'C5 flicker',
    ({ history }, seed) => flicker(history, pick(history, seed, isSight('made'))),
  ],
  [
    'something made that vanishes without a word',
    'C5 vanished',
    ({ history }, seed) => hide(history, pick(history, seed, isSight('made', history))),
  ],
  [
    'something made that vanishes for no reason before the page is gone',
    'C5 vanished',
    ({ history }, seed) => {
      const at = pick(history, seed, isSight('made', history))
      const event = history[at] as Sight // `pick` has looked
      history.splice(at + 1, 0, { ...event, isShown: false })
      history.push({ kind: 'gone', client: event.client })
    },
  ],
  [
    'a field that goes to what it was and back',
    'C5 flicker',
    ({ history }, seed) => flicker(history, pick(history, seed, isSight('set'))),
  ],
  [
    'a field that goes back to what it was without a word',
    'C5 went back',
    ({ history }, seed) => hide(history, pick(history, seed, isSight('set', history))),
  ],
  [
    'an operation that waits nowhere and was not reported',
    'C6 dropped silently',
    ({ aftermath: { waiting } }) => {
      expect(waiting.length).toBeGreaterThan(0)
      waiting.pop()
    },
  ],
  [
    'a refusal that was kept from the person',
    'C6 dropped silently',
    ({ history }, seed) => {
      const at = pick(history, seed, ({ kind }) => kind === 'fail')
      history[at] = { ...(history[at] as Extract<HistoryEvent, { kind: 'fail' }>), isTold: false }
    },
  ],
  [
    'a counter that drifted',
    'C7 counter drift',
    ({ aftermath: { counters } }) => {
      counters[0] = { ...counters[0]!, kept: 8 }
    },
  ],
]

type Sight = Extract<HistoryEvent, { readonly kind: 'shown' }>

/** Picks sights of what somebody made, or of fields that they set; with a history, of what was taken. */
function isSight(of: 'made' | 'set', history?: readonly HistoryEvent[]) {
  const taken = new Set(history?.flatMap((event) => (event.kind === 'ok' ? event.op : [])))
  return (event: HistoryEvent) =>
    event.kind === 'shown' &&
    event.isShown &&
    (event.field === undefined) === (of === 'made') &&
    (!history || taken.has(event.op))
}

/** Whether the page on which something was made takes a line in. */
function isTakenInBy(event: HistoryEvent, { client }: Sight): boolean {
  return event.kind === 'apply' && event.client === client
}

function flicker(history: HistoryEvent[], at: number): void {
  const event = history[at] as Sight
  history.splice(at + 1, 0, { ...event, isShown: false }, event)
}

function hide(history: HistoryEvent[], at: number): void {
  history.push({ ...(history[at] as Sight), isShown: false })
}

/** Where the same client takes the line after this one, or -1. */
function nextOf(history: readonly HistoryEvent[], event: HistoryEvent): number {
  if (event.kind !== 'apply') return -1
  const { client, stream, seq } = event
  return history.findIndex(
    (each) =>
      each.kind === 'apply' &&
      each.client === client &&
      each.stream === stream &&
      each.seq === seq + 1,
  )
}

describe('the checker', () => {
  test('finds nothing where all went well', () => {
    for (const seed of seeds) expect(faultsOf(soundStory(seed, 120))).toEqual([])
  })

  test('lets a page be gone while a colleague has made an edit impossible that is taken later', () => {
    for (const seed of seeds) {
      const { history, aftermath } = soundStory(seed, 120)
      const at = pick(history, seed, isSight('made', history))
      const event = history[at] as Sight // `pick` has looked
      const hidden = { ...event, isShown: false }
      const line = history.findIndex((each, place) => place > at && isTakenInBy(each, event))
      history.splice(line + 1, 0, hidden)
      expect(faultsOf({ history, aftermath }), `story ${seed}`).toEqual(['C5 vanished'])
      history.push({ kind: 'gone', client: event.client })
      expect(faultsOf({ history, aftermath }), `story ${seed}`).toEqual([])
    }
  })

  test('does not look for what the person has set anew while a colleague’s line hid it', () => {
    let played = 0
    for (const seed of seeds) {
      const { history, aftermath } = soundStory(seed, 120)
      const isSet = isSight('set', history)
      const lastOf = ({ client, field }: Sight) =>
        history.findLast((e) => e.kind === 'shown' && e.client === client && e.field === field)
      const at = pick(history, seed, (e) => isSet(e) && lastOf(e as Sight) === e)
      const event = history[at] as Sight // `pick` has looked
      const another = history.find(
        (each) => each.kind === 'invoke' && each.client === event.client && each.op !== event.op,
      ) as Sight // what counts is whose it is
      const hidden = { ...event, isShown: false }
      const anew = { ...event, op: another.op }
      const line = history.findIndex((each, place) => place > at && isTakenInBy(each, event))
      // Of some it was the last thing that came to that page.
      if (line < 0) continue
      played += 1
      const told = (place: number, ...events: Sight[]) =>
        faultsOf({ history: history.toSpliced(place + 1, 0, ...events), aftermath })
      expect(told(line, hidden), `story ${seed}`).toEqual(['C5 went back'])
      expect(told(line, hidden, anew), `story ${seed}`).toEqual([])
      expect(told(at, hidden, anew), `story ${seed}`).toEqual(['C5 went back'])
    }
    expect(played).toBeGreaterThan(5)
  })

  test.each(planted)('names %s', (_, name, plant) => {
    for (const seed of seeds) {
      const story = soundStory(seed, 120)
      plant(story, seed)
      expect(faultsOf(story), `story ${seed}`).toContain(name)
    }
  })

  test('takes four times as long for four times as much, not sixteen times', () => {
    const stories = [soundStory(1, 4_000), soundStory(1, 16_000)] as const
    const shortest = stories.map(() => Number.POSITIVE_INFINITY)
    // The shortest of several: whatever else the process does comes on top.
    for (let attempt = 0; attempt < 7; attempt++)
      for (const [at, story] of stories.entries())
        shortest[at] = Math.min(shortest[at]!, workOf(story))
    const [one, four] = shortest
    expect(four! / one!).toBeLessThan(8)
  })
})

/** The processor's time that checking takes, in microseconds. */
function workOf({ history, aftermath }: Story): number {
  const before = process.cpuUsage()
  expect(checkHistory(history, aftermath)).toEqual([])
  const { user, system } = process.cpuUsage(before)
  return user + system
}
