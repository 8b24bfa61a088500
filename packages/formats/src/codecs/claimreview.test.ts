import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesOf } from '../../test/codec-laws.ts'
import { smallCorpus } from '../../test/small-corpus.ts'
import { someCorpus } from '../../test/some-corpus.ts'
import { claimreviewCodec } from './claimreview.ts'

async function graphOf(corpus: typeof smallCorpus) {
  const files = await filesOf(claimreviewCodec, corpus)
  return JSON.parse(files[0]?.pieces.join('') ?? '')
}

test('a claim says what is claimed, by whom, and where it appeared', async () => {
  expect(await graphOf(smallCorpus)).toEqual({
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'ClaimReview',
        identifier: 'c1',
        claimReviewed: 'The river rises.',
        about: [{ '@type': 'Thing', name: 'water' }],
        inLanguage: 'en',
        itemReviewed: {
          '@type': 'Claim',
          text: 'the river will rise',
          author: [{ '@type': 'Person', name: 'Ada Quist' }],
          datePublished: '2030-01-30',
          appearance: {
            '@type': 'NewsArticle',
            headline: 'The river',
            url: 'https://news.example/river',
            datePublished: '2030-01-31',
            inLanguage: 'en',
            publisher: [{ '@type': 'Organization', name: 'The Post' }],
          },
        },
      },
    ],
  })
})

test('any corpus makes JSON with a review for each claim', () =>
  fc.assert(
    fc.asyncProperty(someCorpus, async (corpus) => {
      const graph = await graphOf(corpus)
      const claims = corpus.documents.flatMap(({ layers }) => {
        // One layer is written: the adjudicated or shared one, or the first.
        const layer = layers.find(({ kind }) => kind === 'adjudicated') ?? layers[0]
        return (layer?.annotations ?? []).filter(({ kind }) => kind === 'claim')
      })
      expect(graph['@graph']).toHaveLength(claims.length)
    }),
    { numRuns: 40 },
  ))
