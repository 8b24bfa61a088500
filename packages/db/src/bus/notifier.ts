import pg from 'pg'
import type { Message } from './change-bus.ts'
import { channel, encodeMessages } from './wire-format.ts'

const gatherMs = 10

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

  async function flush(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    const payloads = encodeMessages(origin, waiting)
    waiting = []
    client ??= connect(connectionString, () => {
      client = undefined
    })
    await notify(await client, payloads)
  }

  function flushAll(): void {
    // What could not be sent is lost: the others look the heads up themselves.
    flushing = flush()
      .catch(() => {
        client = undefined
      })
      .finally(() => {
        flushing = undefined
        if (waiting.length > 0) flushAll()
      })
  }

  return {
    send: (message) => {
      waiting.push(message)
      if (flushing === undefined) flushAll()
    },
    close: async () => {
      await flushing
      await (await client)?.end()
    },
  }
}

async function notify(client: pg.Client, payloads: readonly string[]): Promise<void> {
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [
    channel,
    payloads,
  ])
}

async function connect(connectionString: string, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'parallax notify' })
  client.on('error', onEnd)
  await client.connect()
  await client.query('set synchronous_commit = off')
  return client
}
