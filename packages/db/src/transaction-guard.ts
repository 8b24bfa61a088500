import { AsyncLocalStorage } from 'node:async_hooks'
import type { Pool } from 'pg'

/**
 * Keeps a pool from being used inside a transaction. The embedded engine has one session, so such a
 * query would wait for the transaction, and the transaction for the query; on a server the same
 * happens once the pool is used up.
 */
export class TransactionGuard {
  readonly #transactions = new AsyncLocalStorage<{ open: boolean }>()

  /** From now on `pool` gives out no connection inside `run`. */
  protect(pool: Pool): void {
    const connect = pool.connect.bind(pool)
    const guarded = (...waiting: Parameters<typeof connect> | []) => {
      const [callback] = waiting
      if (!this.#isInside()) return callback === undefined ? connect() : connect(callback)
      if (callback === undefined) return Promise.reject(usedInside())
      return callback(usedInside(), undefined, () => undefined)
    }
    Object.defineProperty(pool, 'connect', { value: guarded })
  }

  /** The same object, but that touching it inside `run` throws. */
  refusing<T extends object>(db: T): T {
    return new Proxy(db, {
      get: (target, property) => {
        if (this.#isInside()) throw usedInside()
        return Reflect.get(target, property)
      },
    })
  }

  /** Runs the body of a transaction. */
  async run<T>(body: () => Promise<T>): Promise<T> {
    const transaction = { open: true }
    try {
      return await this.#transactions.run(transaction, body)
    } finally {
      transaction.open = false
    }
  }

  #isInside(): boolean {
    return this.#transactions.getStore()?.open === true
  }
}

function usedInside(): Error {
  return new Error(
    'The database was used inside a transaction: use the `tx` that the transaction hands out.',
  )
}
