import { type TextRange, zoneKindAt } from '@parallax/domain'
import { newId } from './new-id.ts'
import { type DocumentSize, generatedDocument } from './surface-page/generated-document.ts'
import type { Visitor } from './visitor.ts'
import { newWorkplace, recordsRequest, submit, type Workplace } from './workplace.ts'

const recordsPerRequest = 500

/** Imports a generated document and puts its records into the shared layer, as requests of people. */
export async function newGeneratedWorkplace(
  owner: Visitor,
  project: Workplace['project'],
  size: DocumentSize,
): Promise<Workplace> {
  const { text, records } = generatedDocument(size)
  const workplace = await newWorkplace(owner, project, text)
  const isMarked = ({ parts }: { readonly parts: readonly TextRange[] }) =>
    parts.every((part) => zoneKindAt(workplace.zones, part) !== 'boilerplate')
  const claims = records.filter(({ shape }) => shape === 'claim')
  const claimIds = new Map(claims.map(({ id }) => [id, newId()]))
  const about = [...claimIds.values()]
  // Claims first: stances are about them.
  const ordered = [...claims, ...records.filter(({ shape }) => shape !== 'claim')].filter(isMarked)
  for (let from = 0; from < ordered.length; from += recordsPerRequest) {
    const made = ordered
      .slice(from, from + recordsPerRequest)
      .map(({ id, shape, parts }, index) => {
        if (shape === 'mention') return mention(parts, workplace.label)
        if (shape === 'claim') return claim(parts, claimIds.get(id) ?? newId())
        return stance(parts, about[index % about.length] ?? '')
      })
    await submit(owner, recordsRequest(workplace, made))
  }
  return workplace
}

type Extent = readonly TextRange[]

const byHand = { note: '', attrs: {}, origin: { kind: 'human' } }

function mention(extent: Extent, label: string) {
  const form = { level: 'NAM', figure: 'literal' }
  return { id: newId(), kind: 'mention', data: { ...byHand, extent, label, form, entity: null } }
}

function claim(evidence: Extent, id: string) {
  const data = {
    ...byHand,
    content: { evidence, condition: null },
    report: { chain: [], rendering: 'own', relay: null },
    proposition: null,
    polarity: 'positive',
    certainty: 'certain',
    act: 'assertive',
    tense: 'past',
    saidOn: null,
    topics: [],
    checkworthiness: 'minor',
  }
  return { id, kind: 'claim', data }
}

function stance(evidence: Extent, about: string) {
  const attitude = { holder: { kind: 'author' }, target: { kind: 'claim', id: about }, chain: [] }
  const data = { ...byHand, attitude, value: 1, explicitness: 'explicit', evidence, claim: null }
  return { id: newId(), kind: 'stance', data }
}
