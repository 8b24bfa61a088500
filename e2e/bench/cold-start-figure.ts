import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openExchange } from '@parallax/api'
import { deriveId, type UserId } from '@parallax/domain'
import { type JourneyServer, startJourneyServer } from '../journeys/journey-server.ts'
import { buildProduct } from './build-product.ts'
import { type Effort, type Figure, inTurns } from './measure.ts'

const articleCount = 2_000

/**
 * From starting the built server until it says that it is ready, with two thousand articles in its
 * database, beside the same with none: both open the database again, none migrates.
 */
export async function measureColdStart(
  { rounds }: Pick<Effort, 'rounds'>,
  report: (figure: Figure) => void,
): Promise<void> {
  await buildProduct()
  for (const engine of ['postgresql', 'pglite'] as const) {
    const empty = await startJourneyServer(engine, 'an empty server')
    const full = await startJourneyServer(engine, 'a full server')
    try {
      await fill(full)
      report({
        subject: `start on ${articleCount} articles, ${engine}`,
        limit: 'start on none',
        unit: 'ms',
        pairs: await inTurns(rounds, {
          limit: () => startMs(empty),
          subject: () => startMs(full),
        }),
        bar: { timesLimit: 1, plus: 500 },
      })
    } finally {
      await empty.stop()
      await full.stop()
    }
  }
}

async function startMs(server: JourneyServer): Promise<number> {
  await server.end()
  const startedMs = performance.now()
  await server.start()
  return performance.now() - startedMs
}

const sentence = 'The river rose again on Monday, said the ministry of Norvia in Halden. '

async function fill(server: JourneyServer): Promise<void> {
  await server.end()
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-bench-'))
  const exchange = await openExchange(server.place)
  try {
    const importedBy = deriveId('00000000-0000-4000-8000-000000000001', 'owner') as string as UserId // for a person
    const projectId = await exchange.createProject('Bench', 'together', importedBy)
    const place = path.join(folder, 'articles.jsonl')
    const lines = Array.from({ length: articleCount }, (_, id) =>
      JSON.stringify({ id, text: `${id}: ${sentence.repeat(42)}`, label: [[0, 1, 'Number']] }),
    )
    await writeFile(place, lines.join('\n'))
    const map = { labels: {}, people: {} }
    const file = { place, name: 'articles.jsonl' }
    const given = { projectId, importedBy, file, format: 'doccano', map, labels: 'create' } as const
    await exchange.bring(given)
  } finally {
    await exchange.close()
    await rm(folder, { recursive: true, force: true })
  }
  await server.start()
}
