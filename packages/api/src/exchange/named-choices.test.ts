import type { LabelData, LabelSetData } from '@parallax/domain'
import type { CorpusLabel } from '@parallax/formats'
import { describe, expect, test } from 'vitest'
import { choicesByName, type NamedChoices, requirePeople } from './named-choices.ts'

type Slot = CorpusLabel['slot']

const label = (slot: Slot, name: string, set: string = slot): CorpusLabel => {
  return { slot, set, name, parent: null, definition: '', colour: null }
}

/** A project with these labels; each set has the name of its slot, or of its field. */
function project(...standing: readonly CorpusLabel[]) {
  const sets = standing.map(({ slot, set: name }) => [`${slot} ${name}`, { slot, name }] as const)
  const labels = standing.map(
    ({ slot, set, name }) => [`${set}/${name}`, { labelSet: `${slot} ${set}`, name }] as const,
  )
  // Only what is looked at.
  return {
    labelSets: new Map(sets) as unknown as ReadonlyMap<string, LabelSetData>,
    labels: new Map(labels) as unknown as ReadonlyMap<string, LabelData>,
  }
}

const members = [{ userId: 'u1', name: 'Ada', email: 'ada@example.org' }]
const ofFile = [
  label('entityType', 'PER', 'Entity types'),
  label('entityType', 'Bird', 'Entity types'),
  label('topic', 'Bird', 'Topics'),
  label('documentField', 'sports', 'genre'),
]
const standing = project(
  label('entityType', 'Person'),
  label('entityType', 'Animal'),
  label('documentField', 'Sport', 'genre'),
  label('documentField', 'Leisure', 'mood'),
)

function choices(map: Partial<NamedChoices>, among = standing) {
  return choicesByName({ labels: {}, people: {}, ...map }, { ofFile, members, ...among })
}

describe('names that a script gives', () => {
  test('are labels of the project in the same place, also values of document fields', () => {
    expect(choices({ labels: { PER: 'Person', sports: 'Sport' } }).labels).toEqual([
      { slot: 'entityType', set: 'Entity types', name: 'PER', to: { id: 'entityType/Person' } },
      { slot: 'documentField', set: 'genre', name: 'sports', to: { id: 'genre/Sport' } },
    ])
  })

  test('leave a label out wherever the file has it', () => {
    expect(choices({ labels: { Bird: null, sports: null } }).labels).toMatchObject([
      { slot: 'entityType', name: 'Bird', to: 'skip' },
      { slot: 'topic', name: 'Bird', to: 'skip' },
      { slot: 'documentField', set: 'genre', name: 'sports', to: 'skip' },
    ])
  })

  test('that the file does not have are named, with those that it has', () => {
    expect(() => choices({ labels: { PRE: 'Person', per: null, PER: null } })).toThrow(
      'The file has no label “PRE”, “per”. It has: “PER”, “Bird”, “sports”.',
    )
    const people = { adda: 'Ada', bo: 'Ada' }
    expect(() => requirePeople({ labels: {}, people }, ['ada', 'bo'])).toThrow(
      'The file names no annotator “adda”. It names: “ada”, “bo”.',
    )
  })

  test('that the project does not have there are named, with where they would stand', () => {
    expect(() => choices({ labels: { PER: 'Sport' } })).toThrow('“Sport” for types of entities')
    expect(() => choices({ labels: { sports: 'Leisure' } })).toThrow('document field “genre”')
    expect(() => choices({ people: { ada: 'Bo' } })).toThrow('Bo is not one member')
  })

  test('that stand in the project are not ignored: nothing else can become of them', () => {
    const both = project(label('entityType', 'PER'), label('entityType', 'Person'))
    expect(() => choices({ labels: { PER: 'Person' } }, both)).toThrow('“PER” itself')
    expect(() => choices({ labels: { PER: null } }, both)).toThrow('“PER” itself')
    expect(choices({ labels: { PER: 'PER' } }, both).labels).toEqual([])
  })
})
