import type { ClaimNote, LayerNotes, MentionNote, StanceNote, StepNote } from './layer-notes.ts'

const vossInReadout: readonly StepNote[] = [
  { sources: ['presidency'], at: 'the Aldovan presidency', cue: 'according to', medium: 'readout' },
  { sources: ['voss'], at: ['Voss', 2], cue: ['said', 1] },
]
const dahlInReadout: readonly StepNote[] = [
  { sources: ['presidency'], at: 'The readout', cue: 'quoted', medium: 'readout' },
  { sources: ['dahl'], at: ['Dahl', 2], cue: 'as saying' },
]
const ministry: StepNote = {
  sources: ['ministry'],
  at: 'the Tarvian Foreign Ministry',
  cue: ['said', 2],
  medium: 'statement',
}

/** What both analysts saw in the same way. */
const mentions: readonly MentionNote[] = [
  ['aldova', ['Aldova', 1]],
  ['soreth', 'Soreth Dam'],
  ['merrow', ['Merrow', 1]],
  ['voss', 'Irena Voss'],
  ['dahl', 'Marek Dahl'],
  ['soreth', 'the Soreth dam', 'NOM'],
  ['merrow', 'the Merrow river', 'NOM'],
  ['presidents', 'The two leaders', 'NOM'],
  ['tarvia', ['Tarvia', 1]],
  ['aldova', ['Lindhaven', 2], 'metonym'],
  ['voss', ['Voss', 2]],
  ['presidency', 'the Aldovan presidency', 'NOM'],
  ['dahl', ['Dahl', 2]],
  ['ministry', 'Tarvian Foreign Ministry'],
  ['commission', 'Merrow Commission'],
  ['reyl', 'Tomas Reyl'],
  ['brandt', 'Sanna Brandt'],
]

const ready: ClaimNote = {
  evidence: 'her country was "ready" to open the gates of the Soreth dam',
  says: 'willOpen',
  act: 'commissive',
  tense: 'future',
  checkworthiness: 'worthy',
  chain: [
    { sources: ['voss'], at: 'Aldovan President Irena Voss', cue: ['told', 1], to: ['dahl'] },
  ],
  rendering: 'mixed',
}
const neverClosed: ClaimNote = {
  evidence: 'We have never closed the river to anybody',
  says: 'closed',
  polarity: 'negative',
  act: 'denial',
  tense: 'past',
  checkworthiness: 'worthy',
  chain: vossInReadout,
  rendering: 'direct',
}
const promised: ClaimNote = {
  evidence: 'to release water before the sowing season',
  says: 'openBySowing',
  act: 'commissive',
  tense: 'future',
  checkworthiness: 'worthy',
  chain: [ministry, { sources: ['voss'], at: ['Voss', 3], cue: 'promised' }],
  rendering: 'indirect',
}
const giftToBrennick: StanceNote = {
  holder: ['brandt'],
  target: { proposition: 'willOpen' },
  value: -2,
  explicitness: 'explicit',
  evidence: '"a gift to Brennick" and vowed to stop it in parliament',
  claim: 'gift',
}
const gift: ClaimNote = {
  evidence: 'the plan was "a gift to Brennick"',
  says: 'gift',
  act: 'expressive',
  checkworthiness: 'non-factual',
  topics: ['politics'],
  chain: [{ sources: ['brandt'], at: 'Opposition leader Sanna Brandt', cue: ['said', 3] }],
  rendering: 'mixed',
}

/** The first analyst's reading of the Meridian's article: close to the text, finished. */
export const meridianFirst: LayerNotes = {
  mentions: [
    ...mentions,
    ['tarvia', ['Brennick', 1], 'metonym'],
    ['voss', ['her', 2], 'PRO'],
    ['farmers', 'Farmers below the dam', 'NOM'],
    ['readout', 'a readout published by the Aldovan presidency', 'NOM'],
    ['engineers', ['engineers', 1], 'NOM'],
    ['states', 'both governments', 'NOM'],
    ['analysts', 'analysts in Lindhaven', 'NOM'],
    ['soreth', ['Soreth', 3]],
  ],
  claims: {
    ready,
    lowest: {
      evidence: 'the Merrow river fell to its lowest level in thirty years',
      says: 'lowest',
      tense: 'past',
      checkworthiness: 'worthy',
    },
    holdsBack: {
      evidence: 'Aldova of holding back water that belongs to both countries',
      says: 'holdsBack',
      act: 'expressive',
      checkworthiness: 'worthy',
      chain: [{ sources: ['farmers'], at: 'Farmers below the dam', cue: 'accused' }],
      rendering: 'indirect',
    },
    rejected: {
      evidence: 'a charge that Lindhaven has repeatedly rejected',
      says: 'holdsBack',
      polarity: 'negative',
      act: 'denial',
      chain: [{ sources: ['aldova'], at: ['Lindhaven', 2], cue: 'repeatedly rejected' }],
      rendering: 'act',
    },
    neverClosed,
    engineersCome: {
      evidence: {
        parts: [
          'Tarvia "values the patience of its neighbour"',
          'would send engineers to Soreth within a week',
        ],
      },
      says: 'engineersCome',
      act: 'commissive',
      tense: 'future',
      chain: dahlInReadout,
      rendering: 'mixed',
    },
    promised,
    silent: {
      evidence: 'It did not mention the engineers',
      says: 'engineersCome',
      polarity: 'negative',
      certainty: 'unknown',
      note: 'What a statement leaves out is no denial.',
    },
    turbines: {
      evidence: 'the reservoir could fall below the level at which the turbines run',
      says: 'turbines',
      certainty: 'possible',
      tense: 'future',
      checkworthiness: 'worthy',
      topics: ['water'],
      chain: [{ sources: ['commission'], at: 'The Merrow Commission', cue: 'warned' }],
      rendering: 'indirect',
    },
    readings: {
      evidence: 'both governments to publish their gauge readings',
      says: 'readings',
      act: 'directive',
      tense: 'future',
      chain: [{ sources: ['reyl'], at: 'He', cue: 'called on', to: ['states'] }],
      rendering: 'indirect',
    },
    shut: {
      evidence: 'the gates will stay shut until the summer',
      says: 'shutUntilSummer',
      certainty: 'possible',
      tense: 'future',
      chain: [{ sources: [], cue: 'There are fears' }],
      rendering: 'indirect',
    },
    gift,
    cropLost: {
      evidence: {
        parts: [
          'Without water from the Soreth reservoir by the end of the month',
          'the crop in the lowlands will be lost',
        ],
      },
      condition: 'Without water from the Soreth reservoir by the end of the month',
      says: 'cropLost',
      tense: 'future',
      checkworthiness: 'worthy',
      chain: [{ sources: ['analysts'], at: 'analysts in Lindhaven', cue: 'say' }],
      rendering: 'indirect',
    },
  },
  stances: {
    giftToBrennick,
    thanks: {
      holder: ['dahl'],
      target: { entity: 'voss' },
      value: 1,
      explicitness: 'explicit',
      evidence: 'thanked Voss for "an open door,"',
    },
    accused: {
      holder: ['farmers'],
      target: { entity: 'aldova' },
      value: -2,
      explicitness: 'explicit',
      evidence: 'accused Aldova of holding back water',
      claim: 'holdsBack',
    },
    fortress: {
      holder: ['reyl'],
      target: { topic: 'talks' },
      value: -1,
      explicitness: 'implicit',
      evidence: '"A river is not a weapon, and a dam is not a fortress,"',
    },
  },
  relations: [
    { type: 'attacks', from: 'rejected', to: 'holdsBack' },
    { type: 'supports', from: 'turbines', to: 'readings' },
    { type: 'supports', from: 'gift', to: 'giftToBrennick' },
  ],
  genre: 'news',
  isSubmitted: true,
}

/** The second analyst's: fewer records, shorter stretches, another ear for tone; still open. */
export const meridianSecond: LayerNotes = {
  mentions: [
    ...mentions,
    // The first analyst reads the government here, the second the city.
    ['brennick', ['Brennick', 1]],
    ['readout', 'a readout', 'NOM'],
    ['opposition', 'her opponents', 'NOM'],
    ['PER', ['reporters', 1], 'NOM'],
    ['meeting', 'the talks', 'NOM'],
  ],
  claims: {
    ready: { ...ready, certainty: 'probable' },
    neverClosed,
    rejected: {
      evidence: 'Lindhaven has repeatedly rejected',
      says: 'holdsBack',
      polarity: 'negative',
      act: 'denial',
      chain: [{ sources: ['aldova'], at: ['Lindhaven', 2], cue: 'rejected' }],
      rendering: 'act',
      relay: 'distances',
    },
    holdsBack: {
      evidence: 'holding back water that belongs to both countries',
      says: 'holdsBack',
      checkworthiness: 'worthy',
      chain: [{ sources: ['farmers'], at: 'Farmers', cue: 'accused' }],
      rendering: 'indirect',
    },
    promised: { ...promised, chain: [ministry], certainty: 'probable' },
    usesDrought: {
      evidence: 'Aldova was using the drought to put pressure on Tarvia',
      says: 'usesDrought',
      chain: [{ sources: ['ministry'], at: "his ministry's", cue: ['charge', 2] }],
      rendering: 'indirect',
    },
    gift,
  },
  stances: {
    giftToBrennick: { ...giftToBrennick, value: -1 },
    accused: {
      holder: ['farmers'],
      target: { entity: 'aldova' },
      value: -1,
      explicitness: 'explicit',
      evidence: 'have accused Aldova of holding back water',
    },
    diplomacy: {
      holder: ['opposition'],
      target: { entity: 'voss' },
      value: -2,
      explicitness: 'implicit',
      evidence: 'criticised at home for what her opponents call "water diplomacy."',
    },
  },
  relations: [{ type: 'attacks', from: 'rejected', to: 'holdsBack' }],
  genre: 'news',
  isSubmitted: false,
}
