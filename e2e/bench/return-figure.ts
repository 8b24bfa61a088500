import type { BenchApi } from './bench-api.ts'
import { headOf, workplaceOf } from './follow-figures.ts'
import { nowMs, startFollowers } from './followers.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'
import { capitalisedWords, mentionRequest, submit } from './workplace.ts'

const missed = 10_000
const operationsPerRequest = 100

/** Back after a day: from opening the feed until ten thousand missed changes are applied. */
export async function measureReturn(
  api: BenchApi,
  effort: Effort,
  report: (figure: Figure) => void,
): Promise<void> {
  const workplace = workplaceOf(api)
  const startSeq = await headOf(api, workplace)
  await writeMany(api)
  const followers = startFollowers()
  const { services, owner } = api
  const of = {
    project: workplace.project,
    stream: workplace.layer,
    kind: 'layer',
    seq: startSeq,
  } as const
  try {
    const pairs = await inTurns(effort.rounds, {
      limit: async () => {
        const startMs = performance.now()
        const { rows } = await services.database.pool.query(
          'select row_to_json(c)::text from changes c where project_id = $1 and stream_id = $2 and seq > $3 order by seq',
          [workplace.project, workplace.layer, startSeq],
        )
        if (rows.length < missed) throw new Error('Less was missed than was meant to be.')
        return performance.now() - startMs
      },
      subject: async () => {
        const startMs = nowMs()
        await followers.open({ count: 1, origin: owner.origin, cookies: [owner.cookie], of })
        const { atMs } = await followers.arrived(startSeq + missed)
        await followers.stop()
        return atMs - startMs
      },
    })
    report({
      subject: `back with ${missed} missed changes, until all are applied`,
      limit: 'those rows as JSON, in one statement',
      unit: 'ms',
      pairs,
      bar: { timesLimit: 0, plus: 300 },
    })
  } finally {
    await followers.close()
  }
}

async function writeMany(api: BenchApi): Promise<void> {
  const workplace = workplaceOf(api)
  const words = capitalisedWords(workplace)
  for (let done = 0; done < missed; done += operationsPerRequest) {
    const requests = Array.from({ length: operationsPerRequest }, (_, index) => {
      const word = words[index % words.length]
      if (word === undefined) throw new Error('There is no word to mark.')
      return mentionRequest(workplace, word)
    })
    const operations = requests.flatMap((each) => each.operations)
    await submit(api.owner, { project: workplace.project, operations })
  }
}
