import { setTimeout as passing } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Round, Stage } from '../stage.ts'
import { comeBack } from './back-in-time.ts'

const names = ['olga', 'jude', 'ada', 'ben', 'ada', 'ben', 'jude', 'olga'] as const

/** F1: the server is killed in the middle of writing, and comes back. */
export async function killServer(round: Round, { server }: Stage): Promise<void> {
  const writers = await Promise.all(names.map((name) => round.join(name)))
  const working = round.work(writers, 100, 15)
  await passing(50 + round.choose.below(1_450))
  await server.kill()
  await working
  const before = writers.map(({ session }) => session)
  await server.start()
  await comeBack(round, names.length)
  expect(
    writers.map(({ session }) => session),
    'everybody goes on without loading the page again',
  ).toEqual(before)
}
