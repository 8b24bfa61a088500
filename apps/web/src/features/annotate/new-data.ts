import type {
  ClaimData,
  EntityData,
  LabelId,
  MentionData,
  PropositionData,
  RecordId,
  RelationData,
  StanceData,
  TextRange,
} from '@parallax/domain'
import type { ClaimProposal } from './proposals/propose-claim.ts'

const byHand = { origin: { kind: 'human' }, note: '', attrs: {} } as const

/** A new mention of these words: a name, a description or a pronoun, by how it is written. */
export function newMention(words: string, range: TextRange, label: LabelId): MentionData {
  return {
    ...byHand,
    extent: [range],
    label,
    form: { level: levelOf(words), figure: 'literal' },
    entity: null,
  }
}

/** A new claim, with what its surroundings proposed. */
export function newClaim(proposal: ClaimProposal): ClaimData {
  return { ...byHand, ...proposal, proposition: null, saidOn: null, topics: [] }
}

/** A new stance of these words. */
export function newStance(
  range: TextRange,
  { holder, target }: Pick<StanceData['attitude'], 'holder' | 'target'>,
  claim: StanceData['claim'],
): StanceData {
  return {
    ...byHand,
    attitude: { holder, target, chain: [] },
    value: 1,
    explicitness: 'explicit',
    evidence: [range],
    claim,
  }
}

/** A new relation that nothing in the text names. */
export function newRelation(from: RecordId, to: RecordId, type: LabelId): RelationData {
  return { ...byHand, type, from, to, cue: null }
}

/** A new entity with this name. */
export function newEntity(name: string, type: LabelId): EntityData {
  return {
    name,
    type,
    collective: false,
    members: [],
    partOf: null,
    aliases: {},
    externalIds: {},
    note: '',
    redirect: null,
  }
}

/** A new proposition. */
export function newProposition(statement: string): PropositionData {
  return { statement, topics: [], note: '', redirect: null }
}

/** How words refer, by their form: pronouns by list, names by their capitals. */
function levelOf(words: string): MentionData['form']['level'] {
  const pronoun =
    /^(?:he|she|it|they|him|her|his|hers|its|their|theirs|them|itself|himself|herself|themselves|we|us|our|i|me|my|you|your|who|whom)$/i
  if (pronoun.test(words)) return 'PRO'
  return /\p{Lu}/u.test(words.replace(/^(?:The|A|An|His|Her|Its|Their)\s/, '')) ? 'NAM' : 'NOM'
}
