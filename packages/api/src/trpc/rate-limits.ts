import type { RateName } from './authz.ts'

type Budget = { readonly burst: number; readonly perSecond: number }

/** A bucket holds `burst` calls and refills at `perSecond`. */
const budgets: { readonly [Name in RateName]: Budget } = {
  edit: { burst: 100, perSecond: 30 },
  search: { burst: 60, perSecond: 20 },
  invite: { burst: 30, perSecond: 30 / 3_600 },
  credential: { burst: 10, perSecond: 10 / 900 },
  // What is downloaded in another format is looked at first: each costs two of these.
  heavy: { burst: 30, perSecond: 0.2 },
  presence: { burst: 30, perSecond: 12 },
  script: { burst: 120, perSecond: 20 },
}

const maxBuckets = 50_000

/**
 * How often someone has called lately. In memory: each process grants its own budget. Counted by a
 * clock that only runs forward: one that is set back must lock nobody out.
 */
export class RateLimits {
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>()

  /** Takes one call from a budget at `nowMs` of that clock; answers how many seconds to wait when it is used up, else 0. */
  take(name: RateName, who: string, nowMs: number = performance.now()): number {
    const { burst, perSecond } = budgets[name]
    const key = `${name} ${who}`
    const last = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs }
    const tokens = Math.min(burst, last.tokens + ((nowMs - last.atMs) / 1_000) * perSecond)
    if (tokens < 1) return Math.ceil((1 - tokens) / perSecond)
    if (this.#buckets.size >= maxBuckets) this.#buckets.clear()
    this.#buckets.set(key, { tokens: tokens - 1, atMs: nowMs })
    return 0
  }

  /** Gives a budget back in full, as after a successful sign-in. */
  reset(name: RateName, who: string): void {
    this.#buckets.delete(`${name} ${who}`)
  }
}
