import { type Result, refuse } from '@parallax/domain'
import { UnreadableFile } from '../codecs/unreadable-file.ts'
import type { NumberedItem, ReadProblem } from './project-item.ts'

type Outcome = Result<NumberedItem, ReadProblem>

/** What is read of a file; where it cannot be read to its end, that is its last problem. */
export async function* untilUnreadable(outcomes: AsyncIterable<Outcome>): AsyncGenerator<Outcome> {
  try {
    yield* outcomes
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield refuse({ line: 0, message: error.message })
  }
}
