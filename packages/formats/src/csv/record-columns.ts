import {
  type Chain,
  claimantsOf,
  type DataOf,
  type DocumentMeta,
  type EntityId,
  type Holder,
  holdersOf,
  quoteOf,
  type Step,
  type Target,
} from '@parallax/domain'
import type { Row } from './columns.ts'
import type { NameBook } from './name-book.ts'

/** What a row may look at besides its own record. */
export type RowContext = {
  readonly names: NameBook
  readonly meta: DocumentMeta
  readonly text: string
}

/** The kinds of record that have a row, each with the columns that are its own. */
export const recordColumns: {
  readonly [K in 'mention' | 'claim' | 'stance']: (data: DataOf<K>, context: RowContext) => Row
} = {
  mention: ({ label, form, entity }, { names }) => ({
    label: names.label(label),
    level: form.level,
    figure: form.figure,
    entity_id: entity ?? '',
    entity: names.entity(entity),
  }),
  claim: (data, context) => ({ ...claimColumns(data, context), ...reportColumns(data, context) }),
  stance: ({ attitude, value, explicitness, claim }, { names, meta }) => ({
    ...chainColumns(attitude.chain, names),
    ...holderColumns(attitude.holder, meta, names),
    ...targetColumns(attitude.target, names),
    value: String(value),
    explicitness,
    claim_id: claim ?? '',
  }),
}

function claimColumns(data: DataOf<'claim'>, { names, text }: RowContext): Row {
  const { proposition, polarity, certainty, act, tense, saidOn, topics, checkworthiness } = data
  const { condition } = data.content
  return {
    proposition_id: proposition ?? '',
    proposition: names.proposition(proposition),
    polarity,
    certainty,
    act,
    tense,
    said_on: saidOn ?? '',
    topics: listed(topics.map(names.label)),
    checkworthiness,
    condition: condition ? quoteOf(condition, text) : '',
  }
}

function reportColumns({ report }: DataOf<'claim'>, { names, meta }: RowContext): Row {
  const claimants = claimantsOf({ report }, { meta })
  return {
    rendering: report.rendering,
    relay: report.relay ?? '',
    ...chainColumns(report.chain, names),
    claimant_ids: listed(claimants),
    claimant: listed(claimants.map(names.entity)),
  }
}

/** A chain in one line, outermost first: "Ministry (via readout) > Minister (to Envoy)". */
function chainColumns(chain: Chain, names: NameBook): Row {
  const spelt = (step: Step, write: (id: EntityId) => string) => {
    const sources = step.sources.length > 0 ? listed(step.sources.map(write)) : 'unnamed'
    const medium = step.medium ? ` (via ${write(step.medium)})` : ''
    const addressees =
      step.addressees.length > 0 ? ` (to ${listed(step.addressees.map(write))})` : ''
    return `${sources}${medium}${addressees}`
  }
  return {
    chain: chain.map((step) => spelt(step, names.entity)).join(' > '),
    chain_ids: chain.map((step) => spelt(step, (id) => id)).join(' > '),
  }
}

function holderColumns(holder: Holder, meta: DocumentMeta, names: NameBook): Row {
  const ids = holdersOf(holder, { meta })
  return {
    holder_kind: holder.kind,
    holder_ids: listed(ids),
    holder: listed(ids.map(names.entity)),
  }
}

function targetColumns(target: Target, names: NameBook): Row {
  return { target_kind: target.kind, target_id: target.id, target: targetName(target, names) }
}

function targetName(target: Target, names: NameBook): string {
  switch (target.kind) {
    case 'entity':
      return names.entity(target.id)
    case 'proposition':
      return names.proposition(target.id)
    case 'topic':
      return names.label(target.id)
    case 'claim':
      return ''
  }
}

/** Several values in one field. Ids hold no semicolon; names are for reading. */
function listed(values: readonly string[]): string {
  return values.join('; ')
}
