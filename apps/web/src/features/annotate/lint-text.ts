import type { LintCode } from '@parallax/domain'

/** What each lint says to a person. A new lint without a sentence does not compile. */
export const lintSentences: { readonly [Code in LintCode]: string } = {
  'refers-to-deleted': 'It points at something that was deleted since. Choose another.',
  'refers-to-unknown': 'It points at something that this project does not know. Choose another.',
  'outside-allowed-zone': 'It stands in a part of the page where such records do not belong.',
  'label-differs-from-entity': 'Its type is not the type of its entity.',
  'deprecated-label': 'It uses a label that the codebook has given up.',
  'attribute-missing': 'A field that the codebook asks for is empty.',
  'attribute-mismatch': 'A field holds what the codebook no longer takes.',
  'off-scale': 'Its value is not on the scale of the codebook.',
  'same-mention-twice': 'The same words are tagged in the same way twice.',
  'same-claim-twice': 'The same claim stands here twice.',
  'statement-is-negative':
    'A proposition is easier to compare when it is positive: let polarity say “not”.',
  'not-a-medium': 'What carries the words is of a type that carries no words.',
  'relation-not-allowed': 'The codebook no longer relates such records in this way.',
}
