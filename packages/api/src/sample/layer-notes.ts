import type { ClaimData, StanceData } from '@parallax/domain'
import type { Place, Places } from './find-place.ts'
import type {
  EntityName,
  GenreName,
  PropositionName,
  TopicName,
  TypeCode,
} from './sample-vocabulary.ts'

/** What one analyst wrote down about one article, by quoting it. */
export type LayerNotes = {
  readonly mentions: readonly MentionNote[]
  readonly claims: Readonly<Record<string, ClaimNote>>
  readonly stances: Readonly<Record<string, StanceNote>>
  readonly relations: readonly RelationNote[]
  readonly genre: GenreName
  /** Whether the analyst has declared the layer finished. */
  readonly isSubmitted: boolean
}

export type MentionNote = readonly [
  entity: EntityName | TypeCode,
  place: Place,
  form?: 'NOM' | 'PRO' | 'metonym',
]

export type StepNote = {
  readonly sources: readonly EntityName[]
  readonly at?: Place
  readonly cue?: Places
  readonly medium?: EntityName
  readonly to?: readonly EntityName[]
}

/** A claim; what is left out is positive, certain, assertive, present, minor. */
export type ClaimNote = Partial<
  Pick<ClaimData, 'polarity' | 'certainty' | 'act' | 'tense' | 'saidOn' | 'checkworthiness'>
> & {
  readonly evidence: Places
  readonly says: PropositionName | null
  readonly condition?: Place
  readonly topics?: readonly TopicName[]
  readonly chain?: readonly StepNote[]
  readonly rendering?: ClaimData['report']['rendering']
  readonly relay?: 'endorses' | 'distances'
  readonly note?: string
}

export type StanceNote = {
  readonly holder: readonly EntityName[] | 'author' | 'unnamed'
  readonly target:
    | { readonly entity: EntityName }
    | { readonly proposition: PropositionName }
    | { readonly topic: TopicName }
    | { readonly claim: string }
  readonly value: StanceData['value']
  readonly explicitness: StanceData['explicitness']
  readonly evidence: Places
  readonly chain?: readonly StepNote[]
  readonly claim?: string
}

export type RelationNote = {
  readonly type: 'supports' | 'attacks'
  readonly from: string
  readonly to: string
  readonly cue?: Place
}
