/** Topics of the sample's codebook, each with what helps to choose it. */
export const topics = {
  water: ['Water level', 'How much water there is.', 'Would a gauge tell?'],
  dam: ['The dam', 'Whether and when the gates open.', 'Is it about the gates?'],
  talks: [
    'Talks',
    'Meetings, promises and tone between the two states.',
    'Is it about how they deal with each other?',
  ],
  politics: [
    'Politics at home',
    'Elections and opposition.',
    'Would it be news without the neighbour?',
  ],
} as const
export type TopicName = keyof typeof topics

/** Values of the document field "Genre". */
export const genres = {
  news: ['News report', 'Tells what happened.', 'Is there an event of the day?'],
  analysis: ['Analysis', 'Explains why.', 'Does it give reasons in its own voice?'],
} as const
export type GenreName = keyof typeof genres

/** Codes of the default codebook's entity types. */
export type TypeCode = 'PER' | 'ORG' | 'GPE' | 'LOC' | 'FAC' | 'EVT' | 'DOC'

type SampleEntity = {
  readonly name: string
  readonly type: TypeCode
  readonly aliases?: readonly string[]
  readonly members?: readonly string[]
  readonly partOf?: string
  readonly note?: string
}

/** Who and what the two articles speak of. An entity stands after those that it names. */
export const entities = {
  aldova: { name: 'Aldova', type: 'GPE', aliases: ['Lindhaven', 'Aldovan government'] },
  tarvia: { name: 'Tarvia', type: 'GPE', aliases: ['Brennick', 'Tarvian government'] },
  lindhaven: {
    name: 'Lindhaven',
    type: 'GPE',
    partOf: 'aldova',
    note: 'The city. The government is Aldova.',
  },
  brennick: {
    name: 'Brennick',
    type: 'GPE',
    partOf: 'tarvia',
    note: 'The city. The government is Tarvia.',
  },
  voss: { name: 'Irena Voss', type: 'PER', aliases: ['Voss', 'President Voss'] },
  dahl: { name: 'Marek Dahl', type: 'PER', aliases: ['Dahl'] },
  presidents: { name: 'Voss and Dahl', type: 'PER', members: ['voss', 'dahl'] },
  states: { name: 'Aldova and Tarvia', type: 'GPE', members: ['aldova', 'tarvia'] },
  presidency: { name: 'Aldovan presidency', type: 'ORG', partOf: 'aldova' },
  ministry: {
    name: 'Tarvian Foreign Ministry',
    type: 'ORG',
    partOf: 'tarvia',
    aliases: ['the ministry'],
  },
  commission: { name: 'Merrow Commission', type: 'ORG' },
  reyl: { name: 'Tomas Reyl', type: 'PER', note: 'Chair of the Merrow Commission.' },
  brandt: { name: 'Sanna Brandt', type: 'PER' },
  opposition: { name: 'Aldovan opposition', type: 'ORG' },
  farmers: { name: 'Farmers below the dam', type: 'PER', members: [] },
  malk: { name: 'Ede Malk', type: 'PER' },
  engineers: { name: 'Tarvian engineers', type: 'PER', members: [] },
  engineer: { name: 'An engineer who is not named', type: 'PER' },
  analysts: { name: 'Analysts in Lindhaven', type: 'PER', members: [] },
  merrow: { name: 'Merrow', type: 'LOC', aliases: ['the river', 'Merrow river'] },
  soreth: { name: 'Soreth dam', type: 'FAC', aliases: ['Soreth', 'the dam'] },
  readout: { name: 'Readout of the Aldovan presidency', type: 'DOC' },
  statement: { name: 'Statement of the Tarvian Foreign Ministry', type: 'DOC' },
  meeting: { name: 'Meeting of Voss and Dahl in Lindhaven', type: 'EVT' },
  meridian: { name: 'The Meridian', type: 'ORG' },
  daily: { name: 'Brennick Daily', type: 'ORG' },
  northshore: { name: 'Northshore Wire', type: 'ORG', aliases: ['Northshore'] },
} as const satisfies Readonly<Record<string, SampleEntity>>
export type EntityName = keyof typeof entities

/** What is put forward in them. Several are in both articles. */
export const propositions = {
  willOpen: ['Aldova will open the gates of the Soreth dam.', 'dam'],
  openBySowing: ['Aldova will release water from the Soreth dam before the sowing season.', 'dam'],
  openInMarch: [
    'The first gates of the Soreth dam will be opened in the last week of March.',
    'dam',
  ],
  agreed: [
    'Aldova and Tarvia have agreed to open the Soreth dam before the sowing season.',
    'talks',
  ],
  closed: ['Aldova has closed the gates of the Soreth dam.', 'dam'],
  holdsBack: ['Aldova is holding back water that belongs to both countries.', 'water'],
  usesDrought: ['Aldova is using the drought to put pressure on Tarvia.', 'talks'],
  engineersCome: ['Tarvian engineers will work at the Soreth dam.', 'dam'],
  lowest: ['The Merrow is at its lowest level in thirty years.', 'water'],
  turbines: ['The Soreth reservoir will fall below the level at which the turbines run.', 'water'],
  outlets: ['The Soreth reservoir will fall below the outlets by the end of the month.', 'water'],
  readings: ['Aldova and Tarvia publish their gauge readings.', 'talks'],
  shutUntilSummer: ['The gates of the Soreth dam will stay shut until the summer.', 'dam'],
  gift: ['The deal on the Soreth dam favours Tarvia over Aldova.', 'politics'],
  stopPlan: ['Sanna Brandt will fight the plan for the dam in parliament.', 'politics'],
  threatened: ['Tarvia has threatened to take the dispute to the international court.', 'talks'],
  cropLost: ['The crop in the Tarvian lowlands will be lost if the dam stays closed.', 'water'],
} as const satisfies Readonly<Record<string, readonly [statement: string, topic: TopicName]>>
export type PropositionName = keyof typeof propositions

/** How propositions bear on each other. */
export const links = [
  ['contradicts', 'willOpen', 'shutUntilSummer', 'Open soon, or shut until the summer.'],
  ['entails', 'openInMarch', 'willOpen', 'Gates that are opened in March are opened.'],
  ['overlaps', 'openBySowing', 'openInMarch', 'Sowing begins about that week.'],
] as const satisfies readonly (readonly [string, PropositionName, PropositionName, string])[]
