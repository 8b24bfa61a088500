import type pg from 'pg'
import { isFullRun } from './env.ts'

/**
 * How a statement fails: the connection breaks before the database has it, or after it was done and
 * before the answer is here; or the database itself says no with this SQLSTATE, and has done nothing.
 */
export type Failure = 'before' | 'after' | { readonly sqlState: string }

/** A pool whose connections break when a test says so. */
export type FailingStatements = {
  /** The `nth` statement from now on fails, from 1, and with `times` as many after it. */
  failAt(nth: number, how: Failure, times?: number): void
  /** No more fail; answers whether one has. */
  heal(): boolean
}

/** How the `nth` statement is to fail: in the full rounds in every way, else in turn. */
export function failuresAt(nth: number): readonly ('before' | 'after')[] {
  if (isFullRun) return ['before', 'after']
  return [nth % 2 === 0 ? 'after' : 'before']
}

type Query = (...asked: unknown[]) => unknown
type Answer = (error: Error | null, result?: unknown) => void

/** Makes a pool break on demand; it makes new connections by itself. */
export function failStatements(pool: pg.Pool): FailingStatements {
  let left = Number.POSITIVE_INFINITY
  let failure: Failure = 'before'
  let times = 1
  let hasFailed = false
  const wrapped = new WeakSet<pg.PoolClient>()
  pool.on('acquire', (client) => {
    if (wrapped.has(client)) return
    wrapped.add(client)
    // The one query of a client has several signatures; they all end in a callback or a promise.
    const query = client.query.bind(client) as Query
    const failing: Query = (...asked) => {
      // A database never says no to taking back.
      if (typeof failure === 'object' && isRollback(asked[0])) return query(...asked)
      left -= 1
      if (left > 0 || left <= -times) return query(...asked)
      hasFailed = true
      if (typeof failure === 'object') return refuse(failure.sqlState, query, asked)
      if (failure === 'before') {
        breakOff(client)
        return query(...asked)
      }
      return loseAnswer(client, query, asked)
    }
    Object.defineProperty(client, 'query', { value: failing, configurable: true })
  })
  return {
    failAt: (nth, how, howOften = 1) => {
      left = nth
      failure = how
      times = howOften
      hasFailed = false
    },
    heal: () => {
      left = Number.POSITIVE_INFINITY
      return hasFailed
    },
  }
}

/** Asks for an error in the place of what was asked. */
function refuse(sqlState: string, query: Query, asked: unknown[]): unknown {
  const raise = `do $$ begin raise exception using errcode = '${sqlState}'; end $$`
  const answer = asked.at(-1)
  return typeof answer === 'function' ? query(raise, answer) : query(raise)
}

function isRollback(statement: unknown): boolean {
  const text =
    typeof statement === 'object' && statement ? Reflect.get(statement, 'text') : statement
  return typeof text === 'string' && text.startsWith('rollback')
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
