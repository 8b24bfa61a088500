import {
  type AnyRecord,
  isRecordOf,
  type LayerId,
  mapValues,
  type RecordOf,
  type UserId,
} from '@parallax/domain'
import {
  goldAnnotator,
  goldJson,
  goldRequests,
  goldSchema,
  goldTexts,
  goldWorld,
  sampleProjectId,
  submitAll,
  type World,
} from '@parallax/domain/test'
import { corpusOfProject } from '../src/corpus/from-project.ts'
import { Ledger } from '../src/corpus/ledger.ts'
import type { Authored, Person, ProjectSource, RecordInLayer } from '../src/project/project-item.ts'
import { collect } from './collect.ts'
import { sourceOf } from './small-project.ts'
import type { SomeCorpus } from './some-corpus.ts'

/** The gold annotation as a corpus, or `undefined` where it is not kept. */
export async function goldCorpus(): Promise<SomeCorpus | undefined> {
  if (goldJson === undefined) return undefined
  const gold = goldSchema.parse(JSON.parse(goldJson))
  const start = goldWorld(gold, sampleProjectId('gold'), goldTexts)
  const world = submitAll(start, goldRequests(gold, start))
  const owners = [...new Set(gold.layers.map(({ owner }) => owner))]
  const people = owners.map((name) => ({ id: goldAnnotator(name).userId, name }))
  const source = await corpusOfProject(
    sourceOfWorld(world, new Map(people.map((person) => [person.id, person]))),
    new Ledger(),
  )
  return { head: source.head, documents: await collect(source.documents()) }
}

function sourceOfWorld(world: World, people: ReadonlyMap<UserId, Person>): ProjectSource {
  const streams = [...world.streams.values()].map(({ address, state }) => ({
    address,
    records: [...mapValues(state.records)].map(authored),
  }))
  const of = (kind: string) => streams.filter(({ address }) => address.kind === kind)
  const layers = of('layer').flatMap(({ address, records }) => {
    const layer = records.find(isLayer)
    // Besides its layer record a layer's stream holds annotations and comments.
    const rest = records.filter((each) => !isLayer(each)) as readonly Authored<RecordInLayer>[]
    return layer ? [{ ...layer, id: address.id as LayerId, records: rest }] : [] // a layer's own id
  })
  const documents = of('document').flatMap(({ records }) => records.filter(isDocument))
  return sourceOf(
    {
      codebook: of('codebook').flatMap(({ records }) => records),
      registry: of('registry').flatMap(({ records }) => records),
      documents: documents.map((document) => ({
        ...document,
        text: textOf(world, document.record.id),
        comments: [],
        layers: layers.filter(
          ({ record }) => record.data.document === (document.record.id as string),
        ),
      })),
    },
    people,
  )
}

function textOf(world: World, id: string): string | null {
  return [...world.texts].find(([document]) => document === id)?.[1] ?? null
}

function authored(record: AnyRecord): Authored {
  const by = goldAnnotator('A').userId as UserId
  const at = '2030-01-31T12:00:00.000Z'
  return { record, authorship: { createdBy: by, createdAt: at, updatedBy: by, updatedAt: at } }
}

function isLayer(each: Authored): each is Authored<RecordOf<'layer'>> {
  return isRecordOf(each.record, 'layer')
}

function isDocument(each: Authored): each is Authored<RecordOf<'document'>> {
  return isRecordOf(each.record, 'document')
}
