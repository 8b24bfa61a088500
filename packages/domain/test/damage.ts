import { applyChange, type Change } from '../src/change.ts'
import { layerId } from '../src/derive-id.ts'
import type { RecordId } from '../src/ids.ts'
import { newRecord } from '../src/new-record.ts'
import { recordOf } from '../src/record.ts'
import type { RecordKind } from '../src/record-kinds/registry.ts'
import { readRegister } from '../src/register.ts'
import { sampleId } from './sample-ids.ts'
import { harbourText } from './sample-texts.ts'
import {
  adasLayer,
  entityType,
  extentOfWords,
  sample,
  sampleClaim,
  sampleMention,
  sampleStance,
} from './sample-world.ts'
import {
  type Address,
  codebookAddress,
  documentAddress,
  entryOf,
  logAt,
  people,
  registryAddress,
  stateAt,
  type World,
} from './world.ts'

/** Invariants, by number and title, each with a project that breaks it and nothing that forbade it. */
export const damages: Readonly<Record<string, (world: World) => World>> = {
  '1 texts are canonical': (world) => ({
    ...world,
    texts: new Map(world.texts).set(sample.ferry, 'one\r\ntwo'),
  }),
  '2 a text is as long as its document says, and one hash is one text': (world) => ({
    ...world,
    texts: new Map(world.texts).set(sample.ferry, 'shorter'),
  }),
  '3 ranges lie in the text and are not empty': extent([
    { startUtf16: 0, endUtf16: harbourText.length + 1 },
  ]),
  '4 no range cuts a character in two': extent([
    { startUtf16: harbourText.indexOf('🚢') + 1, endUtf16: harbourText.indexOf('🚢') + 3 },
  ]),
  '5 no range begins or ends with white space': extent(extentOfWords(harbourText, ' Jonas')),
  '6 parts are sorted and apart': extent(extentOfWords(harbourText, 'Veld', 'Jonas')),
  '7 a mention stays in its line': extent(extentOfWords(harbourText, '🚢.\nHe told')),
  '8 zones are sorted, apart, and leave out only white space': (world) => {
    const zones = [{ kind: 'body', startUtf16: 0, endUtf16: 3, note: '' }]
    return wrote(world, documentAddress(sample.harbour), sample.harbour, 'zones', zones)
  },
  '9 evidence stands in zones that the codebook allows': (world) =>
    wrote(world, adasLayer, sample.claim, 'content', {
      evidence: extentOfWords(harbourText, 'Ilse Brandt'),
      condition: null,
    }),
  '10 a pronoun is literal': (world) =>
    wrote(world, adasLayer, sample.mention, 'form', { level: 'PRO', figure: 'metonym' }),
  '11 a mention’s entity is live': (world) =>
    wrote(world, registryAddress(world), sample.veld, 'deleted', true),
  '12 one mention of one entity in one place': added('mention', sampleMention),
  '13 a mention’s label is an entity type': (world) =>
    wrote(world, adasLayer, sample.mention, 'label', sample.fishing),
  '13 only a group has members': (world) =>
    wrote(world, registryAddress(world), sample.leaders, 'collective', false),
  '14 members, parts and merges never come round': (world) =>
    wrote(world, registryAddress(world), sample.veld, 'members', [sample.leaders]),
  '15 Wikidata ids are well-formed': (world) =>
    wrote(world, registryAddress(world), sample.veld, 'externalIds.wikidata', '42'),
  '15 no two entities that stand for themselves share a Wikidata id': (world) =>
    wrote(world, registryAddress(world), sample.board, 'externalIds.wikidata', 'Q42'),
  '16 aliases are trimmed and not the name': (world) =>
    wrote(world, registryAddress(world), sample.board, 'aliases.Port Board', true),
  '17 an empty chain is one’s own voice': (world) =>
    wrote(world, adasLayer, sample.claim, 'report', { ...sampleClaim.report, chain: [] }),
  '18 chains are short and name a source once in a step': (world) => {
    const [step] = sampleClaim.report.chain
    const chain = [{ ...step, sources: [sample.veld, sample.veld] }]
    return wrote(world, adasLayer, sample.claim, 'report', { ...sampleClaim.report, chain })
  },
  '18 a claim’s source hands on to another': (world) => {
    const [step] = sampleClaim.report.chain
    const report = { ...sampleClaim.report, chain: [step, step] }
    return wrote(world, adasLayer, sample.claim, 'report', report)
  },
  '19 cue and source are apart': (world) => {
    const [step] = sampleClaim.report.chain
    const chain = [{ ...step, cue: step?.sourceExtent }]
    return wrote(world, adasLayer, sample.claim, 'report', { ...sampleClaim.report, chain })
  },
  '20 a medium can carry speech': (world) =>
    wrote(world, registryAddress(world), sample.note, 'type', entityType('PER')),
  '21 a condition lies in the evidence': (world) =>
    wrote(world, adasLayer, sample.claim, 'content', {
      ...sampleClaim.content,
      condition: extentOfWords(harbourText, 'Sarnow harbour'),
    }),
  '22 one claim of one thing by one source in one place': added('claim', sampleClaim),
  '23 a claim has at most three topics': (world) => {
    const topics = [sample.fishing, sample.trade, sample.ports, sample.weather]
    return wrote(world, adasLayer, sample.claim, 'topics', topics)
  },
  '23 a claim’s topics are topics': (world) =>
    wrote(world, adasLayer, sample.claim, 'topics', [sample.news]),
  '24 claims are dated by the calendar': (world) =>
    wrote(world, adasLayer, sample.claim, 'saidOn', 'yesterday'),
  '24 documents are dated by the calendar': (world) =>
    wrote(world, documentAddress(sample.harbour), sample.harbour, 'meta.publishedAt', 'May'),
  '25 a statement is one sentence': (world) =>
    wrote(world, registryAddress(world), sample.closes, 'statement', 'No end'),
  '26 links have two ends, in order': linked('contradicts', sample.closes, sample.closes),
  '26 one link of a type between two propositions': (world) =>
    linked(
      'overlaps',
      sample.closes,
      sample.prices,
    )(linked('overlaps', sample.prices, sample.closes)(world)),
  '26 entailment never comes round': (world) =>
    linked(
      'entails',
      sample.closes,
      sample.prices,
    )(linked('entails', sample.prices, sample.closes)(world)),
  '27 a stance is on the scale': (world) => wrote(world, adasLayer, sample.stance, 'value', 3),
  '28 a holder is not the target': (world) =>
    wrote(world, adasLayer, sample.stance, 'attitude', {
      ...sampleStance.attitude,
      target: { kind: 'entity', id: sample.board },
    }),
  '29 an author needs no chain': (world) =>
    wrote(world, adasLayer, sample.stance, 'attitude', {
      ...sampleStance.attitude,
      holder: { kind: 'author' },
      chain: sampleClaim.report.chain,
    }),
  '30 stances speak of live claims': (world) =>
    wrote(world, adasLayer, sample.claim, 'deleted', true),
  '31 relations have two live ends': (world) =>
    wrote(world, adasLayer, sample.denial, 'deleted', true),
  '31 one relation of a type between two records': (world) =>
    related(sample.claim, sample.denial)(related(sample.denial, sample.claim)(world)),
  '31 relations stand where their type allows': (world) =>
    wrote(world, adasLayer, sample.relation, 'type', sample.fishing),
  '32 one label of a document in a field': added('documentLabel', {
    ...sampleMention,
    field: sample.genre,
    values: [],
  }),
  '32 values belong to their field': (world) =>
    wrote(world, adasLayer, sample.documentLabel, 'values', [sample.fishing]),
  '33 attributes fit their definitions': (world) =>
    wrote(world, adasLayer, sample.claim, `attrs.${sample.loud}`, 'very'),
  '34 a layer’s id says what it is, so there is one of each': (world) =>
    wrote(world, adasLayer, recordId(adasLayer), 'owner', people.ben.userId),
  '35 only an annotator’s layer has an owner': (world) =>
    wrote(world, adasLayer, recordId(adasLayer), 'owner', null),
  '36 records move only in open layers, though one may talk about them': (world) =>
    wrote(
      wrote(world, adasLayer, recordId(adasLayer), 'state', 'submitted'),
      adasLayer,
      sample.mention,
      'note',
      'too late',
    ),
  '37 layers follow published versions': (world) =>
    wrote(world, adasLayer, recordId(adasLayer), 'codebook', 7),
  '37 published versions never change': (world) =>
    wrote(world, codebookAddress(world), sampleId('version 1'), 'note', 'better'),
  '42 every reference resolves, if only to something deleted': (world) =>
    wrote(world, adasLayer, sample.mention, 'entity', sampleId('nobody')),
  '42 comments speak of records, passages or the first comment of a thread': added('comment', {
    anchor: { kind: 'comment', id: sample.claim },
    author: people.ada.userId,
    body: ['To whom?'],
    resolved: false,
  }),
  '42 comments stand where their passages are': (world) => {
    const anchor = { kind: 'passage', extent: [{ startUtf16: 900_000, endUtf16: 900_001 }] }
    const data = { anchor, author: people.ada.userId, body: ['Where?'], resolved: false }
    const record = newRecord('comment', sampleId('lost comment'), data)
    return logged(world, documentAddress(sample.harbour), { added: [record], written: [] })
  },
  '43 every write has its rev, and revs never go back': (world) =>
    withState(world, adasLayer, (state) => {
      const change = { added: [], written: [write(state, sample.mention, 'note', 'again')] }
      return applyChange(state, change, { seq: state.seq + 5, actor: people.ben.userId })
    }),
  '44 the log gives the state': (world) =>
    withState(world, adasLayer, (state) => {
      const stranger = newRecord('mention', sampleId('stranger'), {
        ...sampleMention,
        entity: null,
      })
      return applyChange(
        state,
        { added: [stranger], written: [] },
        { seq: state.seq, actor: people.ada.userId },
      )
    }),
}

function recordId({ document }: Address): RecordId {
  if (document === null) throw new Error('this stream is about no document')
  // A layer's record has the id of its stream.
  return layerId(document, 'annotator', people.ada.userId)
}

function extent(value: unknown): (world: World) => World {
  return (world) => wrote(world, adasLayer, sample.mention, 'extent', value)
}

function added(kind: RecordKind, data: object): (world: World) => World {
  const record = newRecord(kind, sampleId(`twin ${kind}`), data)
  return (world) => logged(world, adasLayer, { added: [record], written: [] })
}

function linked(type: string, from: RecordId, to: RecordId): (world: World) => World {
  const [a, b] = type === 'entails' ? [from, to] : [from, to].sort()
  return (world) => {
    const id = sampleId(`link ${world.submitted} ${type} ${from} ${to}`)
    const record = newRecord('propositionLink', id, { type, from: a, to: b, note: '' })
    return logged(world, registryAddress(world), { added: [record], written: [] })
  }
}

function related(from: RecordId, to: RecordId): (world: World) => World {
  const data = { ...sampleMention, type: sample.echoes, from, to, cue: null }
  const record = newRecord('relation', sampleId(`relation ${from} ${to}`), data)
  return (world) => logged(world, adasLayer, { added: [record], written: [] })
}

/** The world after a write that no rule has looked at. */
function wrote(
  world: World,
  address: Address,
  id: RecordId,
  ...[register, value]: readonly [string, unknown]
): World {
  const change = { added: [], written: [write(stateAt(world, address), id, register, value)] }
  return logged(world, address, change)
}

function write(state: ReturnType<typeof stateAt>, id: RecordId, register: string, value: unknown) {
  const record = recordOf(state, id)
  if (!record) throw new Error(`there is no ${id}`)
  return { id, register, before: readRegister(record, register), after: value }
}

function logged(world: World, address: Address, change: Change): World {
  const state = stateAt(world, address)
  const id = sampleId(`damage ${world.submitted}`)
  const operation = { id: id as never, group: id as never, type: 'record.set' as const } // ids of any kind do
  const entry = entryOf(operation, people.ada, state.seq + 1, change)
  const stream = {
    address,
    state: applyChange(state, change, entry),
    log: [...logAt(world, address), entry],
  }
  return {
    ...world,
    submitted: world.submitted + 1,
    streams: new Map(world.streams).set(address.id, stream),
  }
}

function withState(
  world: World,
  address: Address,
  change: (state: ReturnType<typeof stateAt>) => ReturnType<typeof stateAt>,
): World {
  const stream = { address, state: change(stateAt(world, address)), log: logAt(world, address) }
  return { ...world, streams: new Map(world.streams).set(address.id, stream) }
}
