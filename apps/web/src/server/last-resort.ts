import type { Api } from '@parallax/api'

/** Under this name Next.js keeps its own listener, and adds it again wherever it is missing. */
const listenerOfNext = Symbol.for('next.unhandledRejectionListener')

/**
 * Logs faults that nobody has caught, and lets the server go on: what was acknowledged is on the disk,
 * what was not is sent again, and everybody else would pay for the end of it. Call it when Next.js is
 * prepared: it takes the place of its listeners, which print all that is in a fault.
 */
export function watchForUncaught({ services: { log } }: Api): void {
  const noteRejection = (fault: unknown) => {
    log.error({ err: fault }, 'a rejection that nobody has handled')
  }
  Reflect.set(globalThis, listenerOfNext, noteRejection)
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', noteRejection)
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (fault) => {
    log.fatal({ err: fault }, 'an exception that nobody has caught')
  })
}
