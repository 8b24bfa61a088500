import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Api, handleApiRequest, openApi } from '@parallax/api'
import type { DatabaseEngine } from '@parallax/db'
import { pino } from './api-dependencies.ts'
import { createBenchDatabase } from './bench-database.ts'
import { listen, stopListening } from './loopback.ts'
import { newId } from './new-id.ts'
import { signUp, type Visitor } from './visitor.ts'
import { newProject, newWorkplace, type Workplace } from './workplace.ts'

/** The api as the server runs it, in this process, with a project of eight documents. */
export type BenchApi = {
  readonly engine: DatabaseEngine
  readonly services: Api['services']
  readonly databaseUrl: string | undefined
  readonly owner: Visitor
  readonly workplaces: readonly Workplace[]
  readonly close: () => Promise<void>
}

const layerCount = 8

const text = `Ferry to stay in harbour

By Ines Vollmer

The harbour master, Tomas Reel, said on Tuesday that the ferry would stay in harbour.
Islanders in Westhaven had asked for a second boat.
`

/** Opens an api on an empty database of this engine and listens on a free port of this machine. */
export async function openBenchApi(engine: DatabaseEngine): Promise<BenchApi> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'parallax-bench-'))
  const database = engine === 'postgresql' ? await createBenchDatabase() : undefined
  const server = createServer()
  const port = await listen(server)
  const api = await openApi({
    dataFolder,
    databaseUrl: database?.url,
    secret: newId() + newId(),
    address: { publicUrl: undefined, port },
    log: pino({ level: 'error' }),
  })
  const { services } = api
  server.on('request', (request, response) => void handleApiRequest(services, request, response))
  const owner = await signUp(`http://127.0.0.1:${port}`, 'Olga Owner')
  // One person stands for many here: their budget must not be what is measured.
  server.prependListener('request', () => services.rates.reset('edit', owner.userId))
  const project = await newProject(owner)
  const workplaces: Workplace[] = []
  for (let index = 0; index < layerCount; index += 1) {
    workplaces.push(await newWorkplace(owner, project, `${text}Edition ${index}.\n`))
  }
  return {
    engine,
    services,
    databaseUrl: database?.url,
    owner,
    workplaces,
    close: async () => {
      await stopListening(server)
      await api.close()
      await database?.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
