import { setTimeout as wait } from 'node:timers/promises'
import type { BenchApi } from './bench-api.ts'
import { headOf, placeOf, workplaceOf } from './follow-figures.ts'
import { type Followers, startFollowers } from './followers.ts'
import { type Figure, median, type Pair } from './measure.ts'
import { newId } from './new-id.ts'
import { type SecondServer, startSecondServer } from './second-server.ts'
import { mutate, type Visitor } from './visitor.ts'
import {
  capitalisedWords,
  expectAcknowledged,
  mentionRequest,
  type Workplace,
} from './workplace.ts'

const people = 20
const betweenEditsMs = 2_000
const longestBetweenSamplesMs = 20_000
/** What compiles and fills caches at first is no leak. */
const warmUpMs = 60_000

type Sample = { readonly atMs: number; readonly heapMb: number; readonly cpuMsPerEdit: number }
type Edit = { readonly atMs: number; readonly tookMs: number }

/**
 * Twenty people who each write every two seconds, all following, for so many minutes: whether memory,
 * the slowest answers and the work of an edit stay what they were.
 */
export async function measureSoak(
  api: BenchApi,
  minutes: number,
  report: (figure: Figure) => void,
): Promise<void> {
  const server = await startSecondServer(placeOf(api))
  const followers = startFollowers()
  try {
    const soak = await soaked({ api, server, followers, lengthMs: minutes * 60_000 })
    for (const figure of figuresOf(soak)) report(figure)
  } finally {
    await followers.close()
    await server.close()
  }
}

type Soaking = {
  readonly api: BenchApi
  readonly server: SecondServer
  readonly followers: Followers
  readonly lengthMs: number
}

async function soaked({ api, server, followers, lengthMs }: Soaking) {
  const workplace = workplaceOf(api)
  const cookies = await server.admit(workplace.project, people)
  const seq = await headOf(api, workplace)
  const of = { project: workplace.project, stream: workplace.layer, kind: 'layer', seq } as const
  await followers.open({ count: people, origin: server.origin, cookies, of })
  const edits: Edit[] = []
  const endMs = performance.now() + warmUpMs + lengthMs
  const writing = cookies.map((cookie, index) =>
    write({ ...api.owner, origin: server.origin, cookie }, workplace, { index, endMs, edits }),
  )
  await wait(warmUpMs)
  const startMs = performance.now()
  const samples = await sampled(server, endMs, edits)
  await Promise.all(writing)
  return { samples, edits: edits.filter(({ atMs }) => atMs >= startMs), startMs, lengthMs }
}

async function sampled(server: SecondServer, endMs: number, edits: readonly Edit[]) {
  const betweenMs = Math.min(longestBetweenSamplesMs, (endMs - performance.now()) / 12)
  const samples: Sample[] = []
  let before = { cpuMs: (await server.measure()).cpuMs, edits: edits.length }
  while (performance.now() < endMs) {
    await wait(betweenMs)
    const { heapBytes, cpuMs } = await server.measure()
    const cpuMsPerEdit = (cpuMs - before.cpuMs) / Math.max(1, edits.length - before.edits)
    samples.push({ atMs: performance.now(), heapMb: heapBytes / 1_000_000, cpuMsPerEdit })
    before = { cpuMs, edits: edits.length }
  }
  return samples
}

/** One person: a record of their own, of which they write the note again and again. */
async function write(
  visitor: Visitor,
  workplace: Workplace,
  {
    index,
    endMs,
    edits,
  }: { readonly index: number; readonly endMs: number; readonly edits: Edit[] },
): Promise<void> {
  const words = capitalisedWords(workplace)
  const word = words[index % words.length]
  if (word === undefined) throw new Error('There is no word to mark.')
  const made = mentionRequest(workplace, word)
  await submit(visitor, made)
  const id = recordIdIn(made.operations)
  await wait((index / people) * betweenEditsMs)
  for (let edit = 0; performance.now() < endMs; edit += 1) {
    const atMs = performance.now()
    await submit(visitor, noteRequest(workplace, id, `note ${edit % 10}`))
    edits.push({ atMs, tookMs: performance.now() - atMs })
    await wait(betweenEditsMs)
  }
}

async function submit(visitor: Visitor, input: object): Promise<void> {
  type Answers = { readonly answers: readonly { readonly result: string }[] }
  const { answers } = await mutate<Answers>(visitor, 'operations.submit', input)
  expectAcknowledged(answers)
}

function recordIdIn(operations: readonly object[]): string {
  // Built by `mentionRequest`.
  const [operation] = operations as readonly { args: { records: readonly { id: string }[] } }[]
  return operation?.args.records[0]?.id ?? ''
}

function noteRequest({ project, layer }: Workplace, record: string, value: string) {
  const id = newId()
  const stream = { kind: 'layer', id: layer }
  const args = { id: record, register: 'note', value }
  return {
    project,
    operations: [
      { id, stream, baseSeq: 1_000_000, group: id, after: null, type: 'record.set', args },
    ],
  }
}

/** The last third beside the first one. */
function figuresOf({ samples, edits, startMs, lengthMs }: Awaited<ReturnType<typeof soaked>>) {
  const isFirst = ({ atMs }: { readonly atMs: number }) => atMs < startMs + lengthMs / 3
  const isLast = ({ atMs }: { readonly atMs: number }) => atMs >= startMs + (lengthMs * 2) / 3
  const pairOf = <Item extends { readonly atMs: number }>(
    items: readonly Item[],
    fold: (part: readonly Item[]) => number,
  ): readonly Pair[] => [
    { limit: fold(items.filter(isFirst)), subject: fold(items.filter(isLast)) },
  ]
  const minutes = Math.round(lengthMs / 60_000)
  const row = (what: string, unit: Figure['unit'], pairs: readonly Pair[], timesLimit: number) => ({
    subject: `${what}, last third of ${minutes} minutes with ${people} people`,
    limit: 'the first third',
    unit,
    pairs,
    bar: { timesLimit, plus: 0 },
  })
  return [
    row(
      'heap',
      'MB',
      pairOf(samples, (part) => median(part.map(({ heapMb }) => heapMb))),
      1.03,
    ),
    row(
      'slowest of 100 edits',
      'ms',
      pairOf(edits, (part) => slowest(part)),
      1.5,
    ),
    row(
      'CPU of an edit',
      'ms CPU',
      pairOf(samples, (part) => median(part.map(({ cpuMsPerEdit }) => cpuMsPerEdit))),
      1.1,
    ),
  ]
}

function slowest(edits: readonly Edit[]): number {
  const sorted = edits.map(({ tookMs }) => tookMs).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0
}
