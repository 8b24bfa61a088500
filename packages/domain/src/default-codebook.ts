import { entityTypeTexts } from './default-entity-types.ts'
import { defaultGuideline } from './default-guideline.ts'
import { deriveId } from './derive-id.ts'
import type { ProjectId, RecordId } from './ids.ts'
import type { CodebookRecordKind } from './record-kinds/registry.ts'
import { zoneKinds } from './record-kinds/zone.ts'

/** A record of the draft, as `codebook.create` takes it. */
export type NewCodebookRecord = {
  readonly id: RecordId
  readonly kind: CodebookRecordKind
  readonly data: object
}

/**
 * The codebook that a new project starts with: seven entity types on the keys 1 to 7, empty topics,
 * two relation types, a scale from −2 to +2, and the texts that explain the fixed scales. Ids are
 * derived from the project, so making it twice makes it once.
 */
export function defaultCodebookRecords(project: ProjectId): readonly NewCodebookRecord[] {
  const id = (name: string) => deriveId(project, `codebook ${name}`)
  return [
    ...labelSets(id),
    ...entityTypes(id),
    ...relationTypes(id),
    scale(id),
    ...annotatable(id),
    ...defaultGuideline.map((text) => ({
      id: id(`guideline ${text.field} ${text.value}`),
      kind: 'guideline' as const,
      data: text,
    })),
  ]
}

type Naming = (name: string) => RecordId

function labelSets(id: Naming): NewCodebookRecord[] {
  const sets = [
    ['entityType', 'Entity types', 'one'],
    ['topic', 'Topics', 'many'],
    ['relationType', 'Relations', 'one'],
  ] as const
  return sets.map(([slot, name, select], rank) => ({
    id: id(`set ${slot}`),
    kind: 'labelSet',
    data: { slot, name, select, rank },
  }))
}

const noEnds = { parent: null, deprecated: false, medium: false, ends: null }

function entityTypes(id: Naming): NewCodebookRecord[] {
  return entityTypeTexts.map(({ code, ...text }, rank) => ({
    id: id(`entity type ${code}`),
    kind: 'label',
    data: {
      ...noEnds,
      ...text,
      labelSet: id('set entityType'),
      colour: rank + 1,
      key: String(rank + 1),
      medium: code === 'DOC',
      rank,
    },
  }))
}

function relationTypes(id: Naming): NewCodebookRecord[] {
  const ends = {
    from: ['claim', 'stance'],
    to: ['claim', 'stance'],
    fromTypes: null,
    toTypes: null,
    directed: true,
  }
  const texts = [
    ['supports', 'Gives a reason for the other.', 'Does “because” fit between them?', 10],
    ['attacks', 'Gives a reason against the other.', 'Does “but that is wrong, since” fit?', 11],
  ] as const
  return texts.map(([name, definition, test, colour], rank) => ({
    id: id(`relation type ${name}`),
    kind: 'label',
    data: {
      ...noEnds,
      labelSet: id('set relationType'),
      name,
      definition,
      test,
      positive: [],
      negative: [],
      colour,
      key: null,
      ends,
      rank,
    },
  }))
}

function scale(id: Naming): NewCodebookRecord {
  const labels = {
    '-2': 'strongly against',
    '-1': 'against',
    '0': 'neutral',
    '1': 'in favour',
    '2': 'strongly in favour',
  }
  return { id: id('scale'), kind: 'scale', data: { min: -2, max: 2, labels } }
}

function annotatable(id: Naming): NewCodebookRecord[] {
  const forMentions = zoneKinds.filter((zone) => zone !== 'boilerplate')
  const forClaims = ['headline', 'subheading', 'body', 'caption']
  return [
    {
      id: id('annotatable mention'),
      kind: 'annotatable',
      data: { on: 'mention', zones: forMentions },
    },
    { id: id('annotatable claim'), kind: 'annotatable', data: { on: 'claim', zones: forClaims } },
    { id: id('annotatable stance'), kind: 'annotatable', data: { on: 'stance', zones: forClaims } },
  ]
}
