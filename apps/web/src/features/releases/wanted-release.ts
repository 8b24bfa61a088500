import type { ContentChoice, SplitDraw } from '@parallax/formats'
import type { ApiOutputs } from '../../components/api-outputs.ts'

export type LayerOffer = ApiOutputs['releases']['layers'][number]

/** What somebody has filled in so far. */
export type WantedRelease = {
  readonly title: string
  readonly notes: string
  readonly licence: string
  readonly documents: ContentChoice['documents']
  /** Layers that are not wanted (`keyOfOffer`): what is added meanwhile is wanted. */
  readonly left: ReadonlySet<string>
  readonly hasSplits: boolean
  readonly draw: SplitDraw
}

export function newRelease(seed: number): WantedRelease {
  return {
    title: '',
    notes: '',
    licence: '',
    documents: 'all',
    left: new Set(),
    hasSplits: true,
    draw: { seed, percents: { train: 80, validation: 10, test: 10 } },
  }
}

/** A group of layers as one word. */
export function keyOfOffer({ kind, owner }: Pick<LayerOffer, 'kind' | 'owner'>): string {
  return `${kind} ${owner ?? ''}`
}

/** The choice as the server takes it. */
export function choiceOf(
  { documents, left }: Pick<WantedRelease, 'documents' | 'left'>,
  offers: readonly LayerOffer[],
): ContentChoice {
  const own = offers.filter(({ kind }) => kind === 'annotator')
  const wanted = own.filter((offer) => !left.has(keyOfOffer(offer)))
  const isWanted = (kind: 'adjudicated' | 'shared') => !left.has(keyOfOffer({ kind, owner: null }))
  return {
    documents,
    adjudicated: isWanted('adjudicated'),
    shared: isWanted('shared'),
    annotators: wanted.length === own.length ? 'all' : wanted.flatMap(({ owner }) => owner ?? []),
  }
}

/** Shares that make 100 from where training and validation end. */
export function percentsOf([first = 0, second = 0]: readonly number[]): SplitDraw['percents'] {
  return { train: first, validation: second - first, test: 100 - second }
}

/** A seed that nobody has thought of. */
export function anySeed(): number {
  return Math.floor(Math.random() * 10_000)
}
