import type { Database } from '../open-database.ts'
import { openListener } from './listener.ts'
import { openNotifier } from './notifier.ts'
import { StreamWatches } from './stream-watches.ts'
import { watchHeads } from './watch-heads.ts'

/** Where a stream has got to. */
export type Head = {
  readonly projectId: string
  readonly streamId: string
  readonly seq: number
}

/** A stream, whatever its seq. */
export type StreamKey = Pick<Head, 'projectId' | 'streamId'>

/** Something of a moment, told to every process: that a membership ended, who is where. */
export type Notice = { readonly topic: string; readonly content: unknown }

/**
 * Tells every process of the installation how far streams have got. What it tells is a hint: nothing
 * is lost when one is, because watched streams are also looked up every two seconds.
 */
export type ChangeBus = {
  /** Call it after the commit. */
  publish(heads: readonly Head[]): void
  subscribe(listener: (heads: readonly Head[]) => void): Subscription
  /** Sent at most once, to whoever is there. At most 7 kB of JSON. */
  announce(notice: Notice): void
  onNotice(listener: (notice: Notice) => void): () => void
  close(): Promise<void>
}

/** Hears of the streams it watches, and of each seq at most once, in growing order. */
export type Subscription = {
  /** `seq` is what the listener has already: it hears of what comes after. */
  watch(heads: readonly Head[]): void
  unwatch(streams: readonly StreamKey[]): void
  close(): void
}

/** What travels between processes. */
export type Message = {
  readonly heads: readonly Head[]
  readonly notices: readonly Notice[]
}

/** The way to the other processes of the installation. */
export type Others = { send(message: Message): void; close(): Promise<void> }

/** Connects a process with the others: what they say is delivered, and streams are looked up. */
export type ConnectOthers = (
  database: Database,
  watches: StreamWatches,
  deliver: (message: Message) => void,
) => Promise<Others>

/** The bus of this process, connected to those of others when the database is a server. */
export async function openChangeBus(
  database: Database,
  connect: ConnectOthers = connectOthers,
): Promise<ChangeBus> {
  const watches = new StreamWatches()
  const noticeListeners = new Set<(notice: Notice) => void>()
  const deliver = (message: Message) => {
    watches.deliver(message.heads)
    for (const notice of message.notices) for (const listen of noticeListeners) listen(notice)
  }
  const others = await connect(database, watches, deliver)
  return {
    publish: (heads) => {
      watches.deliver(heads)
      others.send({ heads, notices: [] })
    },
    announce: (notice) => {
      refuseTooLarge(notice)
      deliver({ heads: [], notices: [notice] })
      others.send({ heads: [], notices: [notice] })
    },
    subscribe: (listener) => watches.subscribe(listener),
    onNotice: (listener) => {
      noticeListeners.add(listener)
      return () => noticeListeners.delete(listener)
    },
    close: () => others.close(),
  }
}

const maxNoticeBytes = 7_000

function refuseTooLarge(notice: Notice): void {
  const noticeBytes = Buffer.byteLength(JSON.stringify(notice))
  if (noticeBytes > maxNoticeBytes)
    throw new Error(`A notice of ${noticeBytes} bytes is too large.`)
}

async function connectOthers(
  database: Database,
  watches: StreamWatches,
  deliver: (message: Message) => void,
): Promise<Others> {
  const { connectionString, db } = database
  // An embedded database has no other process.
  if (connectionString === undefined) return { send: () => undefined, close: async () => undefined }
  const origin = crypto.randomUUID()
  const heads = watchHeads(db, watches)
  const notifier = openNotifier(connectionString, origin)
  const listener = await openListener({
    connectionString,
    origin,
    deliver,
    onReconnect: heads.lookNow,
  })
  return {
    send: notifier.send,
    close: async () => {
      await Promise.all([heads.close(), notifier.close(), listener.close()])
    },
  }
}
