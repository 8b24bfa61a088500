import type { Result } from '@parallax/domain'
import type { NumberedItem, ProjectSource, ReadProblem } from '../project/project-item.ts'

/** One way in which a project is a file. Pieces of text flow; no codec holds the whole project. */
export type Codec = {
  /** Its name in addresses and on the command line. */
  readonly id: string
  readonly title: string
  /** With the dot. */
  readonly fileExtension: string
  readonly mediaType: string
  /** What of a project stands in such a file, in a sentence for the person who chooses. */
  readonly keeps: string
  /** The file in pieces, or `null` where this format is only read. */
  readonly write: ((source: ProjectSource) => AsyncIterable<string>) | null
  /**
   * The items of a file from its lines, with every problem in its place, or `null` where this
   * format is only written. A file with a single problem is not taken in; the rest is read all the
   * same, so that one report names everything.
   */
  readonly read:
    | ((lines: AsyncIterable<string>) => AsyncIterable<Result<NumberedItem, ReadProblem>>)
    | null
}
