import { withoutDenied, writeReviews } from '../claimreview/write-reviews.ts'
import { holdsEverything } from '../corpus/holds.ts'
import { withLastSourcesOnly } from '../corpus/last-sources.ts'
import type { CorpusCodec } from './codec-definition.ts'

/** Claims as search engines and fact checkers exchange them. */
export const claimreviewCodec: CorpusCodec = {
  via: 'corpus',
  id: 'claimreview',
  title: 'ClaimReview',
  fileExtension: '.jsonld',
  mediaType: 'application/ld+json',
  keeps:
    'Who claims what in which article, as schema.org has it. Not: the texts, stances, mentions, relations, how one knows.',
  offsetUnit: 'none',
  carrier: 'file',
  holds: {
    ...holdsEverything,
    labels: {},
    attributeList: false,
    kinds: ['claim'],
    values: ['polarity', 'topics', 'saidOn'],
    attributes: false,
    links: ['proposition'],
    passages: false,
    entities: 'names',
    propositions: 'names',
    meta: ['title', 'publisher', 'agency', 'byline', 'url', 'language', 'publishedAt'],
    zones: false,
    annotators: false,
    signatures: false,
  },
  looksLike: () => false,
  adapt: (document, _, ledger) => {
    if (document.layers.every(({ annotations }) => annotations.length === 0)) return undefined
    const place = { document: document.name, range: null, what: 'text' }
    ledger.lose({ how: 'changed', kind: 'document', reason: 'text-not-held', place, count: 1 })
    return withLastSourcesOnly(withoutDenied(document, ledger), ledger)
  },
  write: writeReviews,
  read: null,
}
