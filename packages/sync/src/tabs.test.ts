import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserTabs, type TabLock } from './tabs.ts'

type Ask = {
  readonly grant: () => void
  readonly fail: (reason: unknown) => void
}

/** The locks of one browser, as far as we use them: one name, granted a moment after they are free. */
class OneLock {
  #holder: Ask | undefined
  #queue: Ask[] = []

  get isHeld(): boolean {
    return this.#holder !== undefined
  }

  readonly request = (
    _name: string,
    { steal = false, signal }: LockOptions,
    use: () => Promise<void> | undefined,
  ) =>
    new Promise<void>((resolve, reject) => {
      const ask: Ask = {
        fail: reject,
        grant: () => {
          this.#holder = ask
          const over = () => {
            if (this.#holder === ask) this.#holder = undefined
            this.#grantNext()
          }
          Promise.resolve(use()).then(() => {
            over()
            resolve()
          }, reject)
        },
      }
      signal?.addEventListener('abort', () => {
        this.#queue = this.#queue.filter((other) => other !== ask)
        reject(new DOMException('given up', 'AbortError'))
      })
      setTimeout(() => {
        if (signal?.aborted) return
        if (steal) {
          this.#holder?.fail(new DOMException('stolen', 'AbortError'))
          ask.grant()
        } else {
          this.#queue.push(ask)
          this.#grantNext()
        }
      }, 1)
    })

  #grantNext(): void {
    if (!this.#holder) this.#queue.shift()?.grant()
  }
}

let browser: OneLock
beforeEach(() => {
  vi.useFakeTimers()
  browser = new OneLock()
  vi.stubGlobal('navigator', { locks: browser })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const passing = () => vi.advanceTimersByTimeAsync(10)

/** A page that wants the lock, and what it hears of it. */
function page(): { readonly lock: TabLock; readonly heard: string[] } {
  const { lock, channel } = browserTabs('a name')
  channel.close()
  const heard: string[] = []
  lock.hold({ onHeld: () => heard.push('held'), onLost: () => heard.push('lost') })
  return { lock, heard }
}

test('one page has the lock, and the next gets it when that one is done', async () => {
  const [first, second] = [page(), page()]
  await passing()
  expect([first.heard, second.heard]).toEqual([['held'], []])
  first.lock.release()
  await passing()
  expect(second.heard).toEqual(['held'])
})

test('a page from which it is stolen hears so, and has it again after the thief', async () => {
  const [first, second] = [page(), page()]
  await passing()
  second.lock.steal()
  await passing()
  expect([first.heard, second.heard]).toEqual([['held', 'lost'], ['held']])
  second.lock.release()
  await passing()
  expect(first.heard).toEqual(['held', 'lost', 'held'])
})

test('a page that has closed while it was stealing keeps nobody waiting', async () => {
  const [first, second] = [page(), page()]
  await passing()
  second.lock.steal()
  second.lock.release()
  await passing()
  expect(second.heard).toEqual([])
  expect(first.heard).toEqual(['held', 'lost', 'held'])
  first.lock.release()
  await passing()
  expect(browser.isHeld).toBe(false)
})
