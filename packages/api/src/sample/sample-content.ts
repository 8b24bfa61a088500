import type { Operation, ProjectId, UserId } from '@parallax/domain'

/** What the sample project is made of: files as if uploaded, and what its analysts did, in order. */
export type SampleContent = {
  readonly texts: readonly { readonly filename: string; readonly text: string }[]
  readonly operations: readonly { readonly actor: UserId; readonly operation: Operation }[]
}

/**
 * Makes the content for a project with the default codebook. `people` are two guests. A document's
 * `source` and `textSha256` are those that uploading its text gives.
 */
export type MakeSample = (
  project: ProjectId,
  people: { readonly first: UserId; readonly second: UserId },
) => SampleContent
