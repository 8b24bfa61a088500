import { type DatabaseTrouble, troubleOf } from '@parallax/db'
import { DiskFull, Overloaded } from './overloaded.ts'

/** What keeps the server from answering now and passes: the same request may be sent again. */
export type PassingTrouble = {
  readonly httpStatus: 429 | 503 | 507
  readonly reason: 'too-many' | 'busy' | 'database-away' | 'disk-full'
  readonly retryAfterS: number
  /** A sentence for people. */
  readonly message: string
}

/** The trouble behind a fault, or `undefined` when it is a fault of ours. */
export function passingTrouble(fault: unknown): PassingTrouble | undefined {
  const cause = fault instanceof Error ? fault.cause : undefined
  if (fault instanceof Overloaded) {
    const { message, retryAfterS } = fault
    return { httpStatus: 429, reason: 'too-many', retryAfterS, message }
  }
  if (fault instanceof DiskFull) return ofDatabase.full
  const trouble = troubleOf(fault)
  if (trouble !== undefined) return ofDatabase[trouble]
  return cause === undefined ? undefined : passingTrouble(cause)
}

const ofDatabase: { readonly [Trouble in DatabaseTrouble]: PassingTrouble } = {
  away: {
    httpStatus: 503,
    reason: 'database-away',
    retryAfterS: 2,
    message: 'The database cannot be reached at the moment. Nothing is lost: try again shortly.',
  },
  busy: {
    httpStatus: 503,
    reason: 'busy',
    retryAfterS: 1,
    message: 'The server is busy with something else. Nothing is lost: try again shortly.',
  },
  full: {
    httpStatus: 507,
    reason: 'disk-full',
    retryAfterS: 15,
    message:
      'The disk of the server is full, so nothing can be saved there. Whoever runs it has to make room.',
  },
}
