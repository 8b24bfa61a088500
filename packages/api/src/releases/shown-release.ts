import type { StoredRelease } from '@parallax/db'
import type { ReleaseSummary } from '@parallax/formats'

type Found = {
  readonly release: StoredRelease
  readonly withdrawal: { readonly reason: string; readonly withdrawnAt: Date } | null
}

/** A release as screens and the command line read it. */
export type ShownRelease = {
  readonly number: number
  readonly summary: ReleaseSummary
  /** What its file takes when it is packed. */
  readonly packedBytes: number
  readonly withdrawn: { readonly reason: string; readonly at: string } | null
}

export function shownRelease({ release, withdrawal }: Found): ShownRelease {
  return {
    number: release.number,
    summary: release.summary as unknown as ReleaseSummary, // only `makeRelease` stores summaries
    packedBytes: release.contentBlobBytes,
    withdrawn: withdrawal && {
      reason: withdrawal.reason,
      at: withdrawal.withdrawnAt.toISOString(),
    },
  }
}
