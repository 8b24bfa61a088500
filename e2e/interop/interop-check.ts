import type { CorpusDocument, CorpusHead, CorpusProblem, LossReport } from '@parallax/formats'

/** A folder of real files that another tool wrote, and what reading it must give. */
export type InteropCheck = {
  /** Under the folder of fixtures: `brat/tdt-fi`. */
  readonly folder: string
  /** Reads what is there and says where it is not as expected. `folder` is absolute. */
  readonly run: (folder: string) => Promise<InteropResult>
}

export type InteropResult = {
  /** How many files were read. */
  readonly fileCount: number
  readonly differences: readonly Difference[]
}

/** Something that is not as the fixture's `expected.json` says. */
export type Difference = {
  /** The file, within the check's folder. */
  readonly file: string
  /** What was looked at, as a key of the ledger: `spans`, `line 7`. */
  readonly what: string
  readonly expected: string
  readonly found: string
}

/** What a reading gave, in memory: fixtures are small. */
export type Reading = {
  readonly head: CorpusHead
  readonly documents: readonly CorpusDocument[]
  readonly problems: readonly CorpusProblem[]
  readonly report: LossReport
}
