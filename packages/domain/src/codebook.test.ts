import { describe, expect, test } from 'vitest'
import { sampleId } from '../test/sample-ids.ts'
import { adasLayer, plainLabel, sample, sampleWorld } from '../test/sample-world.ts'
import {
  codebookAddress,
  people,
  type Request,
  stateAt,
  submit,
  submitAll,
  type World,
} from '../test/world.ts'
import {
  codebookAt,
  effectiveCodebook,
  labelSetsOfSlot,
  labelsOfSlot,
  latestCodebook,
  publishedVersions,
} from './codebook.ts'
import { streamHead } from './record.ts'

const start = sampleWorld()
const address = codebookAddress(start)
const owner = { address, actor: people.olga }
const openLayer = { state: 'open', codebook: 1 } as const

const rename = (name: string): Request => ({
  ...owner,
  type: 'codebook.set',
  args: { id: sample.fishing, register: 'name', value: name },
})
const remove = (id: string): Request => ({
  ...owner,
  type: 'codebook.delete',
  args: { ids: [id as never] }, // an id of the sample
})
const narrow: Request = {
  ...owner,
  type: 'codebook.set',
  args: { id: scaleId(start), register: 'max', value: 1 },
}
const publish = (number: number, migrations: readonly object[] = []): Request => ({
  ...owner,
  type: 'codebook.publish',
  args: { id: sampleId(`version ${number}`), note: '', migrations: migrations as never }, // as written below
})
const retire = (id: string) => ({ from: id, kind: 'retire', to: [] })
const codebookOf = (world: World) => stateAt(world, address)
const nameIn = (world: World, layer: Parameters<typeof effectiveCodebook>[1]) =>
  effectiveCodebook(codebookOf(world), layer)?.labels.get(sample.fishing)?.name

describe('an open layer', () => {
  test('follows versions that only add or reword', () => {
    const world = submitAll(start, [rename('Fish'), publish(2), rename('Fishes'), publish(3)])
    expect(nameIn(world, openLayer)).toBe('Fishes')
    expect(effectiveCodebook(codebookOf(world), openLayer)?.version).toBe(3)
  })

  test('sees nothing of the draft', () => {
    expect(nameIn(submitAll(start, [rename('Fish')]), openLayer)).toBe('fishing')
  })

  test('stops before a version that needs a migration, and does not go on behind it', () => {
    const world = submitAll(start, [
      rename('Fish'),
      publish(2),
      remove(sample.weather),
      publish(3, [retire(sample.weather)]),
      rename('Fishes'),
      publish(4),
    ])
    expect(effectiveCodebook(codebookOf(world), openLayer)?.version).toBe(2)
    expect(effectiveCodebook(codebookOf(world), { ...openLayer, codebook: 3 })?.version).toBe(4)
    const kept = effectiveCodebook(codebookOf(world), openLayer)?.labels
    expect(kept?.has(sample.weather)).toBe(true)
    expect(latestCodebook(codebookOf(world))?.labels.has(sample.weather)).toBe(false)
  })

  test('does not follow another scale', () => {
    const world = submitAll(start, [narrow, publish(2)])
    expect(effectiveCodebook(codebookOf(world), openLayer)?.version).toBe(1)
    expect(codebookAt(codebookOf(world), 2)?.scale?.max).toBe(1)
  })
})

describe('a submitted layer', () => {
  test('keeps the version that it followed when it was submitted, and says so', () => {
    const submitted = submitAll(start, [
      rename('Fish'),
      publish(2),
      { address: adasLayer, actor: people.ada, type: 'layer.submit', args: {} },
      rename('Fishes'),
      publish(3),
    ])
    const layer = streamHead(stateAt(submitted, adasLayer), 'layer')
    expect(layer?.data).toMatchObject({ state: 'submitted', codebook: 2 })
    if (layer) expect(nameIn(submitted, layer.data)).toBe('Fish')
  })
})

describe('publishing', () => {
  test('numbers versions from one, and each keeps what it said', () => {
    const world = submitAll(start, [rename('Fish'), publish(2)])
    expect([...publishedVersions(codebookOf(world)).keys()]).toEqual([1, 2])
    expect(codebookAt(codebookOf(world), 1)?.labels.get(sample.fishing)?.name).toBe('fishing')
    expect(codebookAt(codebookOf(world), 3)).toBeUndefined()
  })

  test.each([
    [
      'a rule for a label that was never there',
      [retire(sample.weather), retire(sampleId('nothing'))],
      'unknown-label',
    ],
    [
      'a replacement that is not there',
      [{ from: sample.weather, kind: 'replace', to: [sampleId('nothing')] }],
      'unknown-label',
    ],
    [
      'a split into one',
      [{ from: sample.weather, kind: 'split', to: [sample.trade] }],
      'bad-value',
    ],
    ['no rule for a label that is gone', [], 'missing-migration'],
  ])('refuses %s', (_, migrations, code) => {
    const world = submitAll(start, [remove(sample.weather)])
    expect(submit(world, publish(2, migrations)).outcome).toMatchObject({ reason: { code } })
  })

  test('takes a replacement', () => {
    const world = submitAll(start, [remove(sample.weather)])
    const rules = [{ from: sample.weather, kind: 'replace', to: [sample.trade] }]
    expect(submit(world, publish(2, rules)).outcome.ok).toBe(true)
  })
})

test('labels never stand above themselves, however far up', () => {
  const below = (id: string, parent: string): Request => ({
    ...owner,
    type: 'codebook.set',
    args: { id: id as never, register: 'parent', value: parent }, // an id of the sample
  })
  const world = submitAll(start, [
    below(sample.weather, sample.trade),
    below(sample.trade, sample.fishing),
  ])
  for (const parent of [sample.fishing, sample.trade, sample.weather, sample.news])
    expect(submit(world, below(sample.fishing, parent)).outcome).toMatchObject({
      reason: { code: 'bad-value' },
    })
  expect(submit(world, below(sample.fishing, sample.ports)).outcome.ok).toBe(true)
})

describe('a version laid out', () => {
  test('lists sets and labels by rank', () => {
    const added = [
      { id: sampleId('first'), rank: -2 },
      { id: sampleId('second'), rank: -1 },
    ].map(({ id, rank }) => ({
      id,
      kind: 'label' as const,
      data: { ...plainLabel, labelSet: topicSet(), name: id, rank },
    }))
    const world = submitAll(start, [
      { ...owner, type: 'codebook.create', args: { records: added } },
      publish(2),
    ])
    const codebook = latestCodebook(codebookOf(world))
    const topics = codebook ? labelsOfSlot(codebook, 'topic') : []
    expect(topics.slice(0, 2).map(({ id }) => id)).toEqual(added.map(({ id }) => id))
    const sets = codebook ? labelSetsOfSlot(codebook, 'documentField') : []
    expect(sets.map(({ name }) => name)).toEqual(['Genre'])
  })

  test('is asked for often and laid out once', () => {
    expect(latestCodebook(codebookOf(start))).toBe(latestCodebook(codebookOf(start)))
  })
})

function topicSet() {
  const codebook = latestCodebook(codebookOf(start))
  const [set] = codebook ? labelSetsOfSlot(codebook, 'topic') : []
  return set?.id ?? sampleId('no topics')
}

function scaleId(world: World) {
  const version = publishedVersions(stateAt(world, codebookAddress(world))).get(1)
  const [scale] = version?.data.content.scale ?? []
  return (scale?.id ?? '') as never // contents keep ids as text
}
