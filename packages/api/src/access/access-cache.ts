import type { Access, ChangeBus, Db } from '@parallax/db'
import { findAccess } from '@parallax/db'
import { type AccessEnded, isAbout, readAccessEnded } from './access-ended.ts'

const keepMs = 2_000
const maxEntries = 10_000

type Entry = { readonly access: Promise<Access | undefined>; readonly untilMs: number }

/**
 * Who asks and what they are in a project, looked up in one statement and remembered for at most two
 * seconds, or until this process hears that somebody's access has ended.
 */
export class AccessCache {
  readonly #db: Db
  readonly #entries = new Map<string, Entry>()

  constructor(db: Db, bus: ChangeBus) {
    this.#db = db
    bus.onNotice((notice) => {
      const ended = readAccessEnded(notice)
      if (ended !== undefined) this.#forget(ended)
    })
  }

  /** Access of the session with this token; `undefined` when there is no such session now. */
  find(sessionToken: string, projectId: string | undefined): Promise<Access | undefined> {
    const key = `${sessionToken} ${projectId ?? ''}`
    // A clock that is set back must not keep what was known yesterday.
    const nowMs = performance.now()
    const known = this.#entries.get(key)
    if (known !== undefined && known.untilMs > nowMs) return known.access
    const access = findAccess(this.#db, { sessionToken, projectId, now: new Date() })
    if (this.#entries.size >= maxEntries) this.#entries.clear()
    this.#entries.set(key, { access, untilMs: nowMs + keepMs })
    // A failed look-up must not be what the next request gets.
    access.catch(() => this.#entries.delete(key))
    return access
  }

  /** Looks a person up afresh from now on: something about them has changed here. */
  forgetPerson(userId: string): void {
    this.#forget({ userId, reason: 'expired' })
  }

  #forget(ended: AccessEnded): void {
    for (const [key, { access }] of this.#entries) {
      const projectId = key.split(' ')[1] ?? ''
      void access.then(
        (found) => {
          if (found === undefined || isAbout(ended, { ...found, projectId }))
            this.#drop(key, access)
        },
        () => undefined,
      )
    }
  }

  #drop(key: string, access: Entry['access']): void {
    if (this.#entries.get(key)?.access === access) this.#entries.delete(key)
  }
}
