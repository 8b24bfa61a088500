import pg from 'pg'
import type { Message } from './change-bus.ts'
import { hangUp } from './hang-up.ts'
import { channel, encodeMessages } from './wire-format.ts'

const gatherMs = 10
const longestPauseMs = 2_000
const answerWithinMs = 5_000
const mostWaiting = 10_000
const mostNotices = 1_000

/**
 * Sends what this process has to tell, gathered over 10 ms, one statement in flight, on a connection
 * of its own that does not wait for the disk: a notification takes a lock that every commit in the
 * database waits for.
 */
export function openNotifier(
  connectionString: string,
  origin: string,
): { send: (message: Message) => void; close: () => Promise<void> } {
  let waiting: Message[] = []
  let flushing: Promise<void> | undefined
  let client: Promise<pg.Client> | undefined
  let pauseMs = gatherMs
  let closed = false

  function connectUntil(onEnd: () => void): Promise<pg.Client> {
    const opened = connect(connectionString, () => {
      if (client === opened) onEnd()
    })
    return opened
  }

  async function flush(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    const messages = waiting
    waiting = []
    try {
      client ??= connectUntil(() => {
        client = undefined
      })
      await notify(await client, encodeMessages(origin, messages))
      pauseMs = gatherMs
    } catch {
      // Heads the others look up themselves; of what else there is to tell nobody tells them.
      const notices = messages.flatMap((message) => message.notices).slice(-mostNotices)
      if (notices.length > 0) waiting.unshift({ heads: [], notices })
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      await client?.then(hangUp, () => undefined)
      client = undefined
    }
  }

  function flushAll(): void {
    flushing = flush().finally(() => {
      flushing = undefined
      if (waiting.length > 0 && !closed) flushAll()
    })
  }

  return {
    send: (message) => {
      waiting.push(message)
      if (waiting.length > mostWaiting) waiting = gathered(waiting)
      if (flushing === undefined) flushAll()
    },
    close: async () => {
      closed = true
      await flushing
      await client?.then(hangUp, () => undefined)
    },
  }
}

/** What waits while the database is away must not grow: its notices, the newest of them. */
function gathered(messages: readonly Message[]): Message[] {
  const notices = messages.flatMap((message) => message.notices).slice(-mostNotices)
  return [{ heads: [], notices }]
}

async function notify(client: pg.Client, payloads: readonly string[]): Promise<void> {
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [
    channel,
    payloads,
  ])
}

async function connect(connectionString: string, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: 'parallax notify',
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  })
  client.on('error', onEnd)
  try {
    await client.connect()
    await client.query('set synchronous_commit = off')
    return client
  } catch (error) {
    hangUp(client)
    throw error
  }
}
