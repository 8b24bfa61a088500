import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@parallax/db'
import { chooser } from '@parallax/domain/test'
import pg from 'pg'
import { describe, test } from 'vitest'
import { signUp } from '../bench/visitor.ts'
import { capitalisedWords, mentionRequest, newProject, newWorkplace } from '../bench/workplace.ts'
import { startJourneyServer } from '../journeys/journey-server.ts'
import { rounds } from './rounds.ts'
import { Acknowledged } from './sound-data.ts'

const count = rounds(1, 10)
const kills = rounds(2, 4)
const program = fileURLToPath(new URL('../../apps/web/dist/server.mjs', import.meta.url))

describe.each(['postgresql', 'pglite'] as const)('on %s', (engine) => {
  test('F23: a server that is killed while it makes its tables makes them the next time', async () => {
    for (let number = 0; number < count; number++) {
      const choose = chooser(number)
      const place = engine === 'pglite' ? makeFolder() : await makeDatabase(number)
      for (let kill = 0; kill < kills; kill++)
        await startAndKill(place.settings, choose.below(2_500))
      const server = await startJourneyServer(engine, `round ${number}`, place.settings)
      // Signing up needs the tables that came last, and the row that the first migration wrote.
      const owner = await signUp(server.baseUrl, 'Olga Owner')
      const made = await newWorkplace(owner, await newProject(owner), 'Tomas Reel said so.\n')
      const acknowledged = new Acknowledged()
      for (const word of capitalisedWords(made))
        await acknowledged.submit(owner, mentionRequest(made, word))
      await server.end()
      const { DATABASE_URL: databaseUrl, PARALLAX_DATA: dataFolder } = place.settings
      const database = await openDatabase({ databaseUrl, dataFolder })
      await acknowledged.expectSoundIn(database, dataFolder ?? server.dataFolder)
      await database.close()
      await server.stop()
      await place.remove()
    }
  })
})

type Place = { readonly settings: NodeJS.ProcessEnv; readonly remove: () => Promise<void> }

async function startAndKill(settings: NodeJS.ProcessEnv, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [program], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '1',
      PARALLAX_SECRET: randomBytes(32).toString('hex'),
      ...settings,
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  // Loading the program takes about half a second, before it does anything.
  await Promise.race([passing(500 + afterMs), ended])
  child.kill('SIGKILL')
  await ended
}

function makeFolder(): Place {
  const folder = mkdtempSync(path.join(tmpdir(), 'parallax-killed-'))
  return {
    settings: { PARALLAX_DATA: folder },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function makeDatabase(number: number): Promise<Place> {
  const name = `killed_${number}_${randomBytes(4).toString('hex')}`
  await onServer(`create database ${name}`)
  const url = new URL(process.env.TEST_DATABASE_URL ?? '')
  url.pathname = `/${name}`
  return {
    settings: { DATABASE_URL: url.href },
    remove: () => onServer(`drop database ${name} with (force)`),
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
