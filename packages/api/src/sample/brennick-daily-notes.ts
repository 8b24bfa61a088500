import type { ClaimNote, LayerNotes, MentionNote, StanceNote, StepNote } from './layer-notes.ts'

const ministry: StepNote = {
  sources: ['ministry'],
  at: 'the Tarvian Foreign Ministry',
  cue: 'according to',
}
const ministryLater: StepNote = {
  sources: ['ministry'],
  at: ['the ministry', 1],
  cue: ['said', 1],
  medium: 'statement',
}
const vossInReadout: readonly StepNote[] = [
  { sources: ['presidency'], at: 'Its readout', cue: 'quoted', medium: 'readout' },
  { sources: ['voss'], at: ['Voss', 3], cue: 'as saying' },
]

/** What both analysts saw in the same way. */
const mentions: readonly MentionNote[] = [
  ['tarvia', ['Tarvia', 1]],
  ['aldova', ['Aldova', 1]],
  ['soreth', ['Soreth dam', 1]],
  ['dahl', 'Marek Dahl'],
  ['voss', 'Irena Voss'],
  ['ministry', 'Tarvian Foreign Ministry'],
  ['tarvia', ['Brennick', 1], 'metonym'],
  ['merrow', 'the Merrow river', 'NOM'],
  ['voss', ['Voss', 2]],
  ['presidency', 'The Aldovan presidency', 'NOM'],
  ['malk', 'Ede Malk'],
  ['dahl', ['Dahl', 2]],
  ['commission', 'Merrow Commission'],
  ['reyl', 'Tomas Reyl'],
  ['brandt', 'Sanna Brandt'],
]

const agreed: ClaimNote = {
  evidence:
    'Tarvian President Marek Dahl and Aldovan President Irena Voss agreed on Wednesday to open the Soreth dam before the sowing season',
  says: 'agreed',
  tense: 'past',
  checkworthiness: 'worthy',
  chain: [ministry],
  rendering: 'indirect',
}
const lastWeek: ClaimNote = {
  evidence:
    'the first gates would be opened “no later than the last week of March” unless rain fell earlier',
  condition: 'unless rain fell earlier',
  says: 'openInMarch',
  act: 'commissive',
  tense: 'future',
  checkworthiness: 'worthy',
  chain: [ministryLater, { sources: ['voss'], at: ['Voss', 2], cue: ['promised', 1] }],
  rendering: 'mixed',
}
const neverClosed: ClaimNote = {
  evidence: 'Aldova had “never closed the river to anybody”',
  says: 'closed',
  polarity: 'negative',
  act: 'denial',
  tense: 'past',
  checkworthiness: 'worthy',
  chain: vossInReadout,
  rendering: 'mixed',
}
const shutGates: ClaimNote = {
  evidence: 'They shut the gates on the second of January',
  says: 'closed',
  tense: 'past',
  checkworthiness: 'worthy',
  chain: [{ sources: ['malk'], at: 'Ede Malk', cue: ['said', 2] }],
  rendering: 'direct',
}
const noThreat: ClaimNote = {
  evidence: 'Tarvia had threatened to take the dispute to the international court',
  says: 'threatened',
  polarity: 'negative',
  act: 'denial',
  tense: 'past',
  chain: [{ sources: ['dahl'], at: ['Dahl', 2], cue: 'denied' }],
  rendering: 'indirect',
}
const condemned: StanceNote = {
  holder: ['opposition'],
  target: { proposition: 'agreed' },
  value: -2,
  explicitness: 'explicit',
  evidence: 'condemned the deal as a gift to Tarvia',
}

/** The first analyst's reading of the agency story in the Brennick Daily. */
export const brennickDailyFirst: LayerNotes = {
  mentions: [
    ...mentions,
    ['northshore', 'NORTHSHORE'],
    ['statement', 'a statement released after the meeting in Lindhaven', 'NOM'],
    ['farmers', 'farmers below the dam', 'NOM'],
    ['engineers', 'Tarvian engineers', 'NOM'],
    ['states', 'both governments', 'NOM'],
    ['opposition', 'Aldova’s opposition', 'NOM'],
    ['engineer', 'an engineer', 'NOM'],
    ['lindhaven', ['Lindhaven', 1]],
    ['aldova', ['Lindhaven', 3], 'metonym'],
  ],
  claims: {
    agreed,
    lastWeek,
    neverClosed,
    fairyTale: {
      evidence: { parts: ['“never closed the river to anybody”', '‘a fairy tale.’'] },
      says: 'closed',
      act: 'denial',
      tense: 'past',
      chain: [{ sources: ['farmers'], at: 'farmers below the dam', cue: 'call' }],
      rendering: 'mixed',
    },
    shutGates,
    noThreat,
    engineersCome: {
      evidence:
        'Tarvian engineers will work at the dam for six weeks together with their Aldovan colleagues',
      says: 'engineersCome',
      tense: 'future',
      chain: [{ sources: ['ministry'], at: ['the ministry', 2], cue: ['said', 3] }],
      rendering: 'indirect',
    },
    readings: {
      evidence: 'both governments “should have published their gauge readings first.”',
      says: 'readings',
      polarity: 'negative',
      tense: 'past',
      chain: [
        { sources: ['reyl'], at: 'Its chair, Tomas Reyl', cue: ['told', 2], to: ['northshore'] },
      ],
      rendering: 'mixed',
    },
    fight: {
      evidence: 'to fight it in parliament',
      says: 'stopPlan',
      act: 'commissive',
      tense: 'future',
      topics: ['politics'],
      chain: [{ sources: ['brandt'], at: 'Sanna Brandt', cue: ['promised', 2] }],
      rendering: 'indirect',
    },
    pressure: {
      evidence: 'using the drought to put pressure on it',
      says: 'usesDrought',
      chain: [{ sources: ['tarvia'], at: ['Tarvia', 5], cue: 'accusing' }],
      rendering: 'indirect',
      note: 'The denial follows in the same sentence.',
    },
    noPressure: {
      evidence: 'which Lindhaven denies',
      says: 'usesDrought',
      polarity: 'negative',
      act: 'denial',
      chain: [{ sources: ['aldova'], at: ['Lindhaven', 3], cue: 'denies' }],
      rendering: 'act',
    },
    outlets: {
      evidence: 'By the end of the month the water may stand below the outlets',
      says: 'outlets',
      certainty: 'possible',
      tense: 'future',
      checkworthiness: 'worthy',
      chain: [
        { sources: ['engineer'], at: 'an engineer who asked not to be named', cue: ['said', 5] },
      ],
      rendering: 'indirect',
    },
  },
  stances: {
    victory: {
      holder: ['tarvia'],
      target: { proposition: 'agreed' },
      value: 2,
      explicitness: 'explicit',
      evidence: 'Brennick described as a victory for “patience and good sense.”',
    },
    welcomed: {
      holder: ['commission'],
      target: { proposition: 'agreed' },
      value: 1,
      explicitness: 'explicit',
      evidence: 'welcomed the agreement',
    },
    condemned,
    disbelief: {
      holder: ['farmers'],
      target: { claim: 'neverClosed' },
      value: -2,
      explicitness: 'explicit',
      evidence: 'farmers below the dam call ‘a fairy tale.’',
      claim: 'fairyTale',
    },
  },
  relations: [
    { type: 'attacks', from: 'shutGates', to: 'neverClosed' },
    { type: 'attacks', from: 'noPressure', to: 'pressure' },
  ],
  genre: 'news',
  isSubmitted: true,
}

/** The second analyst's: Malk's whole speech is one claim, and the deal is no promise of Voss's. */
export const brennickDailySecond: LayerNotes = {
  mentions: [
    ...mentions,
    ['statement', 'a statement', 'NOM'],
    ['meeting', 'the meeting in Lindhaven', 'NOM'],
    ['lindhaven', ['Lindhaven', 3]],
    ['opposition', 'Aldova’s opposition', 'NOM'],
  ],
  claims: {
    agreed: { ...agreed, says: 'openBySowing', tense: 'future' },
    lastWeek: { ...lastWeek, chain: [ministryLater] },
    neverClosed,
    shutGates: {
      ...shutGates,
      evidence: {
        parts: [
          'Look at my fields and then tell me that nobody closed anything',
          'They shut the gates on the second of January. We all heard them.',
        ],
      },
    },
    noThreat,
    outlets: {
      evidence: 'the water may stand below the outlets',
      says: 'outlets',
      certainty: 'probable',
      tense: 'future',
      chain: [{ sources: ['engineer'], at: 'an engineer', cue: ['said', 5] }],
      rendering: 'indirect',
    },
  },
  stances: {
    victory: {
      holder: ['tarvia'],
      target: { proposition: 'agreed' },
      value: 1,
      explicitness: 'implicit',
      evidence: 'a victory for “patience and good sense.”',
    },
    condemned,
    stopped: {
      holder: ['brandt'],
      target: { proposition: 'openBySowing' },
      value: -2,
      explicitness: 'explicit',
      evidence: 'promised to fight it in parliament',
    },
  },
  relations: [{ type: 'attacks', from: 'shutGates', to: 'neverClosed' }],
  genre: 'analysis',
  isSubmitted: false,
}
