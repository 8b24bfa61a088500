import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { hasGivenWay } from './database-trouble.ts'

const mostAttempts = 5

/**
 * Does a piece of work again that gave way to another, as PostgreSQL asks of whoever it ends for a
 * deadlock or because it could not be put in order with others. Nothing of the work was done, and
 * nobody needs to hear of it, unless it gives way every time.
 */
export async function withSecondTry<T>(run: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (attempt === mostAttempts || !hasGivenWay(error)) throw error
    await wait(Math.random() * 50 * attempt)
    return withSecondTry(run, attempt + 1)
  }
}

/** Has each statement that is asked of the pool itself, outside a transaction, tried again as well. */
export function retryStatements(pool: Pool): void {
  const query = pool.query.bind(pool) as (...asked: unknown[]) => unknown // it has many signatures
  const patient = (...asked: unknown[]): unknown => {
    if (typeof asked.at(-1) === 'function') return query(...asked)
    return withSecondTry(async () => query(...asked))
  }
  Object.defineProperty(pool, 'query', { value: patient, configurable: true })
}
