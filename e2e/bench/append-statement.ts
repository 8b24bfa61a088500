import type { BenchApi } from './bench-api.ts'
import { capitalisedWords, mentionRequest, submit } from './workplace.ts'

/**
 * The parameter of one real call of `append_changes`, with holes: %1$s the run (8 hexadecimal
 * digits), %2$s the writer (4), %3$s its operation (12), %4$s the seq before it. Every writer has
 * a stream of its own, so that the limit never waits for a head.
 */
export type AppendTemplate = string

/** Submits one operation and keeps what the api said to the database. */
export async function captureAppend(api: BenchApi): Promise<AppendTemplate> {
  const [workplace] = api.workplaces
  const [word] = workplace === undefined ? [] : capitalisedWords(workplace)
  if (workplace === undefined || word === undefined) throw new Error('There is nothing to mark.')
  const heard = listenForAppends(api)
  await submit(api.owner, mentionRequest(workplace, word))
  const [batch, ...others] = heard.stop()
  if (batch === undefined || others.length > 0) throw new Error('One operation is one append.')
  return templateOf(batch)
}

/** The parameter for one more operation of a writer. */
export function filled(
  template: AppendTemplate,
  at: { readonly run: number; readonly writer: number; readonly seq: number },
): string {
  const values = [hex(at.run, 8), hex(at.writer, 4), hex(at.seq, 12), String(at.seq - 1)]
  return template.replaceAll(/%(\d)\$s|%%/g, (hole, place: string | undefined) =>
    place === undefined ? '%' : (values[Number(place) - 1] ?? hole),
  )
}

/** The first and the last id that a run's streams can have. */
export function streamRange(run: number): readonly [string, string] {
  const ends = ['0000', 'ffff'] as const
  return [streamId(hex(run, 8), ends[0]), streamId(hex(run, 8), ends[1])]
}

type Batch = readonly [
  {
    readonly streamId: string
    readonly expectedSeq: number
    readonly entries: readonly [{ readonly opId: string }]
    readonly records: readonly [{ readonly id: string }]
  },
]

function templateOf(batch: string): AppendTemplate {
  // What the api has sent has the shape that append_changes takes, here with one of each.
  const [append] = JSON.parse(batch) as Batch
  const holes: readonly (readonly [string, string])[] = [
    [append.streamId, streamId('%1$s', '%2$s')],
    [append.entries[0].opId, '%1$s-%2$s-7000-8000-%3$s'],
    [append.records[0].id, '%1$s-%2$s-7000-9000-%3$s'],
    [`"expectedSeq":${append.expectedSeq},`, '"expectedSeq":%4$s,'],
  ]
  return holes.reduce(
    (text, [value, hole]) => {
      if (!text.includes(value)) throw new Error(`The append does not say ${value}.`)
      return text.replaceAll(value, hole)
    },
    batch.replaceAll('%', '%%'),
  )
}

function streamId(run: string, writer: string): string {
  return `${run}-${writer}-7000-a000-000000000000`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

/** Writes down the parameters of every append_changes from now on. */
function listenForAppends({ services }: BenchApi): { readonly stop: () => readonly string[] } {
  const { pool } = services.database
  const heard: string[] = []
  const query = pool.query.bind(pool)
  const listening = (...asked: Parameters<typeof query>) => {
    const [statement, values]: readonly unknown[] = asked
    if (JSON.stringify(statement).includes('append_changes(') && Array.isArray(values)) {
      heard.push(String(values[0]))
    }
    return query(...asked)
  }
  Object.defineProperty(pool, 'query', { value: listening, configurable: true })
  return {
    stop: () => {
      Reflect.deleteProperty(pool, 'query')
      return heard
    },
  }
}
