import { quoteOf } from '@parallax/domain'
import type { FilePiece } from '../codecs/codec-definition.ts'
import type {
  Annotation,
  CorpusDocument,
  CorpusEntity,
  CorpusHead,
  CorpusMeta,
  CorpusSource,
} from '../corpus/corpus.ts'
import { lastStep } from '../corpus/last-sources.ts'
import type { Ledger } from '../corpus/ledger.ts'
import { placeOfAnnotation } from '../corpus/narrow.ts'

type Json = Readonly<Record<string, unknown>>

/** Every claim as a review of schema.org, in one graph of JSON-LD, a line each. */
export async function* writeReviews(source: CorpusSource): AsyncGenerator<FilePiece> {
  const path = 'claims.jsonld'
  yield { path, content: '{"@context":"https://schema.org","@graph":[' }
  const known = new Known(source.head)
  let isFirst = true
  for await (const document of source.documents())
    for (const claim of document.layers.flatMap(({ annotations }) => annotations)) {
      if (claim.kind !== 'claim') continue
      const review = JSON.stringify(reviewOf(claim, document, known))
      yield { path, content: `${isFirst ? '' : ','}\n${review}` }
      isFirst = false
    }
  yield { path, content: '\n]}\n' }
}

/** Where a claim denies its proposition, what is claimed is not the proposition, which goes. */
export function withoutDenied(document: CorpusDocument, ledger: Ledger): CorpusDocument {
  const told = (annotation: Annotation): Annotation => {
    const { links, values } = annotation
    const kept = links.filter(({ role }) => role !== 'proposition')
    const count = links.length - kept.length
    if (values.polarity !== 'negative' || count === 0) return annotation
    const place = placeOfAnnotation(annotation, document, 'proposition')
    ledger.lose({ how: 'dropped', kind: 'link', reason: 'link-not-held', place, count })
    return { ...annotation, links: kept }
  }
  const layers = document.layers.map((layer) => {
    return { ...layer, annotations: layer.annotations.map(told) }
  })
  return { ...document, layers }
}

/** Entities and propositions by what claims call them. */
class Known {
  readonly #entities: ReadonlyMap<string, CorpusEntity>
  readonly #byName: ReadonlyMap<string, CorpusEntity>
  readonly #statements: ReadonlyMap<string, string>

  constructor({ entities, propositions }: CorpusHead) {
    this.#entities = new Map(entities.map((entity) => [entity.id, entity]))
    this.#byName = new Map(entities.map((entity) => [entity.name, entity]))
    this.#statements = new Map(propositions.map(({ id, statement }) => [id, statement]))
  }

  statement(claim: Annotation): string | undefined {
    const link = claim.links.find(({ role }) => role === 'proposition')
    return link && this.#statements.get(link.to.id)
  }

  /** The last sources, or else the agency or outlet. */
  authors(claim: Annotation, { agency, publisher }: CorpusMeta): readonly Json[] {
    const step = lastStep(claim)
    if (step === 0) return this.named(agency ?? publisher)
    const sources = claim.links.filter(({ role }) => role === `source.${step}`)
    return sources.flatMap(({ to }) => {
      const entity = this.#entities.get(to.id)
      return entity ? [agentOf(entity)] : []
    })
  }

  named(name: string | undefined): readonly Json[] {
    if (name === undefined) return []
    const entity = this.#byName.get(name)
    return [entity ? agentOf(entity) : { '@type': 'Organization', name }]
  }
}

function agentOf({ name, type, externalIds }: CorpusEntity): Json {
  const sameAs = Object.entries(externalIds).flatMap(([system, id]) => {
    if (/^https?:\/\//.test(id)) return [id]
    return system === 'wikidata'
      ? [`https://www.wikidata.org/entity/${encodeURIComponent(id)}`]
      : []
  })
  const isPerson = /^per(?:s|$)/i.test(type)
  return { '@type': isPerson ? 'Person' : 'Organization', name, ...some({ sameAs }) }
}

function reviewOf(claim: Annotation, document: CorpusDocument, known: Known): Json {
  const { meta, text } = document
  const words = quoteOf(claim.extent, text)
  const { topics, saidOn } = claim.values
  const about = typeof topics === 'object' ? topics.map((name) => ({ '@type': 'Thing', name })) : []
  return {
    '@type': 'ClaimReview',
    identifier: claim.id,
    claimReviewed: known.statement(claim) ?? words,
    ...some({ about, inLanguage: meta.language }),
    itemReviewed: {
      '@type': 'Claim',
      text: words,
      ...some({ author: known.authors(claim, meta), datePublished: saidOn }),
      appearance: appearanceOf(document, known),
    },
  }
}

function appearanceOf({ meta }: CorpusDocument, known: Known): Json {
  const { title, url, language, publishedAt, publisher, byline = [] } = meta
  const author = byline.map((name) => ({ '@type': 'Person', name }))
  const said = { headline: title, url, datePublished: publishedAt, inLanguage: language }
  return { '@type': 'NewsArticle', ...some({ ...said, author, publisher: known.named(publisher) }) }
}

/** The fields that say something. */
function some(fields: Json): Json {
  const isSaid = (value: unknown) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isSaid(value)))
}
