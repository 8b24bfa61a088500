import { existsSync } from 'node:fs'
import { type Exchange, openExchange } from '@parallax/api'
import type { Place } from './place.ts'
import { remoteExchange } from './remote/remote-exchange.ts'
import { CommandProblem, exitCodes } from './terminal.ts'

/** Opens the data for one command and lets go of it, whatever comes of the command. */
export async function withExchange<Answer>(
  place: Place,
  work: (exchange: Exchange) => Promise<Answer>,
): Promise<Answer> {
  const exchange = await open(place)
  try {
    return await work(exchange)
  } finally {
    await exchange.close()
  }
}

async function open(place: Place): Promise<Exchange> {
  const { dataFolder, databaseUrl, server } = place
  if (server !== undefined) return remoteExchange(server)
  if (databaseUrl === undefined && !existsSync(dataFolder))
    throw new CommandProblem(
      `There is no data in ${dataFolder}. Start Parallax once, or name its folder with PARALLAX_DATA.`,
      exitCodes.unavailable,
    )
  try {
    return await openExchange(place)
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    const wayOut = /\bin use\b/.test(reason)
      ? `A server is using the folder ${dataFolder}: stop it, or let it do the work: --server, with a token in PARALLAX_TOKEN. (${reason})`
      : `The data cannot be opened. ${reason}`
    throw new CommandProblem(wayOut, exitCodes.unavailable)
  }
}
