import type { TextRange } from '@parallax/domain'
import type { Annotation, CorpusValue, Link, Signature } from '../corpus/corpus.ts'

/**
 * What tools with labelled spans and arrows between them know: a layer as regions and arcs. A claim
 * is a region, and so are the words of its source; a gap makes a region per part.
 */
export type LayerRegions = {
  readonly regions: readonly Region[]
  readonly arcs: readonly Arc[]
  /** What has no place in the text, or hangs on what has none: document labels before all. */
  readonly placeless: readonly Annotation[]
}

/** One stretch of text with one label. */
export type Region = {
  /** Unique within its layer. */
  readonly id: string
  readonly label: string
  readonly range: TextRange
  readonly detail: Detail
}

/** An arrow between two regions. */
export type Arc = {
  readonly id: string
  readonly type: string
  readonly from: string
  readonly to: string
  readonly detail: Detail
}

/** What a region or an arc is to us, where a label does not say all. */
export type Detail = {
  /**
   * `words` are a passage and `part` a part after the first, each `of` another; `link` is an arc that
   * a claim or stance has besides relations.
   */
  readonly as: 'mention' | 'claim' | 'stance' | 'words' | 'part' | 'relation' | 'link'
  /** The id of what a part or words belong to. */
  readonly of?: string
  /** The role of words. */
  readonly role?: string
  readonly values?: Readonly<Record<string, CorpusValue>>
  /** Links that are not arcs: to entities and propositions. */
  readonly links?: readonly Link[]
  readonly signature?: Signature | null
}
