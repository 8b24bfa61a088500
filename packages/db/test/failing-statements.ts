import type pg from 'pg'

/**
 * How a statement fails: the connection breaks before the database has it, or after it was done and
 * before the answer is here.
 */
export type Failure = 'before' | 'after'

/** A pool whose connections break when a test says so. */
export type FailingStatements = {
  /** The `nth` statement from now on fails, from 1. */
  failAt(nth: number, how: Failure): void
  /** No more fail; answers whether one has. */
  heal(): boolean
}

type Query = (...asked: unknown[]) => unknown
type Answer = (error: Error | null, result?: unknown) => void

/** Makes a pool break on demand; it makes new connections by itself. */
export function failStatements(pool: pg.Pool): FailingStatements {
  let left = Number.POSITIVE_INFINITY
  let failure: Failure = 'before'
  let hasFailed = false
  const wrapped = new WeakSet<pg.PoolClient>()
  pool.on('acquire', (client) => {
    if (wrapped.has(client)) return
    wrapped.add(client)
    // The one query of a client has several signatures; they all end in a callback or a promise.
    const query = client.query.bind(client) as Query
    const failing: Query = (...asked) => {
      left -= 1
      if (left !== 0) return query(...asked)
      hasFailed = true
      if (failure === 'before') {
        breakOff(client)
        return query(...asked)
      }
      return loseAnswer(client, query, asked)
    }
    Object.defineProperty(client, 'query', { value: failing, configurable: true })
  })
  return {
    failAt: (nth, how) => {
      left = nth
      failure = how
      hasFailed = false
    },
    heal: () => {
      left = Number.POSITIVE_INFINITY
      return hasFailed
    },
  }
}

function breakOff(client: pg.PoolClient): void {
  // A client taken from a pool is a whole client; only its type hides the connection.
  ;(client as unknown as pg.Client).connection.stream.destroy()
}

function loseAnswer(client: pg.PoolClient, query: Query, asked: unknown[]): unknown {
  const lost = new Error('Connection terminated unexpectedly')
  const answer = asked.at(-1)
  if (typeof answer !== 'function') {
    return Promise.resolve(query(...asked)).then(() => {
      breakOff(client)
      throw lost
    })
  }
  const loses: Answer = () => {
    breakOff(client)
    // The last argument of a query that takes a callback is one.
    ;(answer as Answer)(lost)
  }
  return query(...asked.slice(0, -1), loses)
}
