import type { RecordId, UserId } from './ids.ts'
import type { TextRange } from './text-range.ts'

/**
 * Every way in which a rule says no. A closed list: the web app has a sentence for each, and the
 * compiler names what is missing. The order follows the model, not the alphabet.
 */
export type Refusal =
  // what arrives
  | { readonly code: 'text-not-canonical'; readonly reason: string }
  | { readonly code: 'unknown-text' }
  | { readonly code: 'unknown-change'; readonly seq: number }
  | { readonly code: 'operation-too-large'; readonly limit: string }
  | { readonly code: 'blind-not-available' }
  | { readonly code: 'wrong-stream' }
  // what it speaks of
  | { readonly code: 'id-taken'; readonly id: string }
  | { readonly code: 'unknown-record'; readonly recordId: RecordId }
  | { readonly code: 'unknown-field'; readonly register: string }
  | { readonly code: 'unknown-layer' }
  | { readonly code: 'unknown-document' }
  | { readonly code: 'unknown-entity'; readonly recordId: RecordId }
  | { readonly code: 'unknown-proposition'; readonly recordId: RecordId }
  | { readonly code: 'unknown-label'; readonly recordId: RecordId }
  | { readonly code: 'unknown-codebook'; readonly version: number }
  // who may, and when
  | { readonly code: 'not-allowed' }
  | { readonly code: 'layer-not-open'; readonly state: 'submitted' | 'locked' | 'open' }
  | { readonly code: 'layer-exists' }
  | { readonly code: 'layer-not-empty' }
  | { readonly code: 'layer-in-review' }
  | { readonly code: 'bad-layer' }
  // where in the text
  | { readonly code: 'empty-extent' }
  | { readonly code: 'range-out-of-text'; readonly range: TextRange; readonly lengthUtf16: number }
  | { readonly code: 'range-splits-surrogate'; readonly range: TextRange }
  | { readonly code: 'range-whitespace-edge'; readonly range: TextRange }
  | { readonly code: 'extent-not-sorted' }
  | { readonly code: 'extent-too-many-parts'; readonly parts: number }
  | { readonly code: 'mention-over-line' }
  | { readonly code: 'zone-not-annotatable'; readonly zone: string | null }
  | { readonly code: 'zones-overlap' }
  | { readonly code: 'zones-incomplete'; readonly atUtf16: number }
  // what it says
  | { readonly code: 'bad-value'; readonly register: string; readonly problem: string }
  | { readonly code: 'pronoun-metonym' }
  | { readonly code: 'own-needs-empty-chain' }
  | { readonly code: 'chain-too-long'; readonly steps: number }
  | { readonly code: 'repeated-source' }
  | { readonly code: 'cue-overlaps-source' }
  | { readonly code: 'not-a-medium'; readonly recordId: RecordId }
  | { readonly code: 'condition-outside-evidence' }
  | { readonly code: 'bad-date'; readonly value: string }
  | { readonly code: 'bad-statement' }
  | { readonly code: 'bad-alias'; readonly alias: string }
  | { readonly code: 'holder-is-target' }
  | { readonly code: 'author-with-chain' }
  | { readonly code: 'off-scale'; readonly min: number; readonly max: number }
  | { readonly code: 'too-many-labels'; readonly limit: number }
  | { readonly code: 'attribute-mismatch'; readonly attribute: string }
  // what it points at
  | { readonly code: 'dangling-reference'; readonly recordId: RecordId }
  | {
      readonly code: 'has-dependents'
      readonly recordId: RecordId
      readonly dependents: readonly RecordId[]
    }
  | { readonly code: 'duplicate-record'; readonly recordId: RecordId }
  | { readonly code: 'relation-not-allowed' }
  | { readonly code: 'self-link' }
  // the registry
  | { readonly code: 'merge-cycle' }
  | { readonly code: 'type-mismatch' }
  | { readonly code: 'not-merged'; readonly recordId: RecordId }
  | { readonly code: 'in-use'; readonly recordId: RecordId; readonly count: number }
  | { readonly code: 'member-cycle' }
  | { readonly code: 'members-need-collective' }
  | { readonly code: 'part-of-cycle' }
  | { readonly code: 'external-id-taken'; readonly recordId: RecordId }
  | { readonly code: 'bad-external-id'; readonly value: string }
  | { readonly code: 'link-exists'; readonly recordId: RecordId }
  | { readonly code: 'entailment-cycle' }
  // the codebook
  | { readonly code: 'missing-migration'; readonly recordId: RecordId }
  | { readonly code: 'nothing-to-publish' }
  // order and time
  | {
      readonly code: 'stale'
      readonly recordId: RecordId
      readonly register: string
      readonly by: UserId
      readonly seq: number
      readonly theirs: unknown
    }
  | { readonly code: 'undo-superseded'; readonly recordId: RecordId; readonly register: string }
  | { readonly code: 'not-revertible' }
  | { readonly code: 'prerequisite-refused' }
  | { readonly code: 'batch-failed'; readonly index: number; readonly cause: Refusal }

export type RefusalCode = Refusal['code']
