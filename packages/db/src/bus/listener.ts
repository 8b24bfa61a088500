import pg from 'pg'
import type { Message } from './change-bus.ts'
import { hangUp } from './hang-up.ts'
import { channel, decodeMessage } from './wire-format.ts'

const longestPauseMs = 2_000
const answerWithinMs = 5_000
const pulseEveryMs = 10_000

type ListenerOptions = {
  readonly connectionString: string
  readonly origin: string
  readonly deliver: (message: Message) => void
  /** Called when hints may have been missed. */
  readonly onReconnect: () => void
}

/** Hears what other processes tell, on a connection of its own that is made again when it breaks. */
export async function openListener(
  options: ListenerOptions,
): Promise<{ close: () => Promise<void> }> {
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let client = await listen(options, () => reconnect(100))

  function reconnect(pauseMs: number): void {
    if (closed) return
    retry = setTimeout(() => {
      listen(options, () => reconnect(100)).then(adopt, () =>
        reconnect(Math.min(pauseMs * 2, longestPauseMs)),
      )
    }, pauseMs)
  }

  function adopt(next: pg.Client): Promise<void> | undefined {
    client = next
    if (closed) return next.end()
    options.onReconnect()
    return undefined
  }

  return {
    close: async () => {
      closed = true
      clearTimeout(retry)
      await client.end()
    },
  }
}

async function listen(options: ListenerOptions, onLost: () => void): Promise<pg.Client> {
  const { connectionString, origin, deliver } = options
  const client = new pg.Client({
    connectionString,
    application_name: 'parallax listen',
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  })
  client.on('error', () => undefined)
  client.on('notification', ({ payload }) => {
    const message = payload === undefined ? undefined : decodeMessage(origin, payload)
    if (message !== undefined) deliver(message)
  })
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
  } catch (error) {
    hangUp(client)
    throw error
  }
  const watch = setInterval(() => void feelPulse(client), pulseEveryMs).unref()
  client.once('end', () => {
    clearInterval(watch)
    onLost()
  })
  return client
}

/** A connection that the network has swallowed says nothing by itself; a question finds it out. */
async function feelPulse(client: pg.Client): Promise<void> {
  await client.query('select 1').catch(() => hangUp(client))
}
