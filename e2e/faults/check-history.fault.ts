import { chooser } from '@parallax/domain/test'
import { describe, expect, test } from 'vitest'
import { type Aftermath, checkHistory, type HistoryEvent } from './check-history.ts'

/** A history in which all went well, and what came of it. */
type Story = { readonly history: HistoryEvent[]; readonly aftermath: Mutable<Aftermath> }
type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key][keyof Value[Key] & number][] }

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
    history.push(
      { kind: 'invoke', client, stream, op },
      { kind: 'shown', client, op, isShown: true },
    )
    const fate = choose.below(10)
    if (fate === 0) history.push(...refused(client, op))
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
  const holders = ['the log', 'the tables', ...clients]
  const states = streams.flatMap((stream) =>
    holders.map((holder) => ({
      holder,
      stream,
      seq: heads.get(stream) ?? 0,
      hash: `of ${stream}`,
    })),
  )
  const counters = streams.map((what) => ({ what, kept: 7, counted: 7 }))
  return { history, aftermath: { log, states, waiting, counters } }
}

function refused(client: string, op: string): HistoryEvent[] {
  return [
    { kind: 'shown', client, op, isShown: false },
    { kind: 'fail', client, op, isTold: true },
  ]
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
    'an edit that flickers',
    'C5 flicker',
    ({ history }, seed) => {
      const at = pick(history, seed, (event) => event.kind === 'shown' && event.isShown)
      const event = history[at] as Extract<HistoryEvent, { kind: 'shown' }>
      history.splice(at + 1, 0, { ...event, isShown: false }, event)
    },
  ],
  [
    'an edit that vanishes without a word',
    'C5 vanished',
    ({ history }, seed) => {
      const { client, op } = history[pick(history, seed, isOk)] as Extract<
        HistoryEvent,
        { kind: 'ok' }
      >
      history.push({ kind: 'shown', client, op, isShown: false })
    },
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

  test.each(planted)('names %s', (_, name, plant) => {
    for (const seed of seeds) {
      const story = soundStory(seed, 120)
      plant(story, seed)
      expect(faultsOf(story), `story ${seed}`).toContain(name)
    }
  })

  test('takes ten times as long for ten times as much, not a hundred', () => {
    const looks = (length: number) => {
      const { history, aftermath } = soundStory(1, length)
      let reads = 0
      const counted = new Proxy(history, {
        get: (list, name, receiver) => {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1
          return Reflect.get(list, name, receiver)
        },
      })
      expect(checkHistory(counted, aftermath)).toEqual([])
      return reads / history.length
    }
    expect(looks(5_000)).toBeCloseTo(looks(500), 5)
  })
})
