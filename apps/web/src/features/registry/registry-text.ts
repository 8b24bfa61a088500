import type { PropositionLinkData } from '@parallax/domain'
import type { LinkView } from './proposition-links.ts'

const linkWords: { readonly [View in LinkView]: string } = {
  contradicts: 'Contradicts',
  overlaps: 'Overlaps with',
  entails: 'Entails',
  'follows-from': 'Follows from',
}

const linkHints: { readonly [Type in PropositionLinkData['type']]: string } = {
  contradicts: 'Both cannot be true',
  entails: 'If this is true, so is the other',
  overlaps: 'They share a part of what they say',
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Every sentence of the screen. */
export const registryText = {
  title: 'Entities & propositions',
  lede: (entities: number, propositions: number) =>
    `${counted(entities, 'entity', 'entities')}, ${counted(propositions, 'proposition', 'propositions')}`,
  tabs: { label: 'What to look at', entities: 'Entities', propositions: 'Propositions' },
  lookSame: (count: number) => `${count} ${count === 1 ? 'looks' : 'look'} the same`,
  newOne: { entity: 'New entity', proposition: 'New proposition' },
  keys: {
    next: 'Next in the list',
    previous: 'The one before',
    make: 'Make a new one',
    merge: 'Merge with another',
    same: 'Yes, the same',
    different: 'No, different',
  },
  list: {
    label: { entity: 'Entities', proposition: 'Propositions' },
    find: { entity: 'Find an entity', proposition: 'Find a proposition' },
    placeholder: { entity: 'Name or alias', proposition: 'Words of the statement' },
    anyType: 'Every type',
    typeFilter: 'Type',
    name: { entity: 'Name', proposition: 'Statement' },
    places: 'places',
    documents: 'documents',
    isNew: 'new',
    loading: 'The list is on its way',
    more: 'More are on their way',
    failed: 'The list did not arrive',
  },
  empty: {
    entity: {
      title: 'No entities yet',
      text: 'They come by themselves while you tag mentions in a document. You can also name one here.',
      readerText: 'They come by themselves when somebody tags mentions in a document.',
    },
    proposition: {
      title: 'No propositions yet',
      text: 'They come by themselves while you tag claims in a document. You can also write one here.',
      readerText: 'They come by themselves when somebody tags claims in a document.',
    },
    noMatch: 'Nothing fits',
    noMatchText: {
      entity: 'No entity has such a name or alias.',
      proposition: 'No proposition has such words.',
    },
    clear: 'Clear the search',
    choose: {
      entity: 'Choose an entity to see what it is called, what it belongs to and where it stands.',
      proposition: 'Choose a proposition to see who puts it forward, and where.',
    },
    chooseTitle: {
      entity: 'One entity, every mention',
      proposition: 'One proposition, every claim',
    },
    gone: 'It is not here',
    goneText: 'It was deleted, or the address is of another project.',
  },
  back: 'Back to the list',
  entity: {
    name: 'Name',
    type: 'Type',
    unknownType: 'Unknown type',
    group: 'A group',
    aliases: 'Also called',
    addAlias: 'Alias',
    newAlias: 'Another name',
    partOf: 'Part of',
    choosePart: 'Choose what it is part of',
    nothing: 'Nothing',
    clearPart: 'No longer part of it',
    isGroup: 'Stands for several',
    isGroupHint: 'Such as “the two envoys”',
    isGroupKept: 'It has members; take them out first',
    members: 'Who is in it',
    addMember: 'Member',
    chooseMember: 'Choose a member',
    elsewhere: 'Elsewhere',
    wikidata: 'Wikidata',
    linkWikidata: 'Link to Wikidata',
    wikidataField: 'Number at Wikidata',
    wikidataHint: 'A Q and a number, such as Q42.',
    badWikidata: 'That is not a number of Wikidata. It is a Q and digits, such as Q42.',
    removeWikidata: 'the link to Wikidata',
    note: 'Note',
    notePlaceholder: 'What helps to tell it from others',
  },
  proposition: {
    statement: 'Statement',
    topics: 'Topics',
    addTopic: 'Topic',
    noTopics: 'The codebook has no topics yet.',
    note: 'Note',
    notePlaceholder: 'What counts as this, and what does not',
    negative:
      'It reads like a denial. Write what is put forward, without “not”; whether an outlet asserts or denies it is said by each claim.',
    links: 'Next to others',
    noLinks: 'Linked to none',
    addLink: 'Link',
    linkTo: (words: string) => `${words} …`,
    linkWords,
    linkHints,
    chooseOther: 'Choose the other proposition',
    link: (words: string, statement: string) => `${words}: ${statement}`,
  },
  same: {
    mayBe: 'may be the same.',
    shares: (words: string) => `Both are called “${words}”.`,
    says: 'Both say it in the same words.',
    counts: (places: number, documents: number) =>
      `${counted(places, 'place', 'places')} in ${counted(documents, 'document', 'documents')}.`,
    yes: 'Same',
    no: 'Different',
    isQuestion: 'A question about this one',
  },
  merge: {
    button: 'Merge with',
    title: (name: string) => `Merge ${name} with another`,
    statementTitle: 'Merge with another proposition',
    lede: {
      entity:
        'Mentions stay as they are and stand for the one you keep. You can take a merge back at any time.',
      proposition:
        'Claims stay as they are and put forward the one you keep. You can take a merge back at any time.',
    },
    find: { entity: 'Find the other entity', proposition: 'Find the other proposition' },
    sameTypeOnly: (type: string) => `Only a ${type} can be merged with this one.`,
    none: {
      entity: 'There is no other entity of this type.',
      proposition: 'There is no other proposition.',
    },
    noMatch: 'Nothing fits what you typed.',
    keep: 'Keep',
    keepQuestion: 'Which of the two stays?',
    other: 'Choose another',
    confirm: 'Merge',
    cancel: 'Cancel',
    done: (from: string, into: string) => `${from} now stands for ${into}`,
    doneStatement: 'Two propositions are one now',
    notYours:
      'Owners and adjudicators merge, take merges back and delete. Ask one of them if two are the same.',
    places: (places: number, documents: number) =>
      `${counted(places, 'place', 'places')} in ${counted(documents, 'document', 'documents')}`,
    counting: 'counting …',
  },
  merged: {
    title: (count: number) => `${counted(count, 'other stands', 'others stand')} for this one`,
    unmerge: 'Take apart',
    unmergeOf: (name: string) => `Take ${name} apart`,
  },
  remove: {
    more: 'More',
    button: { entity: 'Delete the entity', proposition: 'Delete the proposition' },
    done: (name: string) => `${name} deleted`,
    mergeInstead: 'Merge with another',
  },
  refused: { dismiss: 'Understood' },
  occurrences: {
    title: (places: number, documents: number) =>
      `${counted(places, 'place', 'places')} in ${counted(documents, 'document', 'documents')}`,
    none: { entity: 'Not in any document yet', proposition: 'No claim puts it forward yet' },
    noneText: {
      entity: 'Tag a mention of it while you read, and it will stand here.',
      proposition: 'Choose it for a claim while you read, and it will stand here.',
    },
    loading: 'The places are on their way',
    failed: 'The places did not arrive',
    grouping: 'Show',
    line: 'In a line',
    outlet: 'By outlet',
    table: 'Where it stands in the texts',
    noOutlet: 'No outlet',
    noDate: 'no date',
    more: (left: number) => `Show ${left} more`,
    open: (quote: string, title: string) => `${quote}, in ${title}`,
    kinds: {
      mention: 'Mention',
      claim: 'Claim',
      stance: 'Stance',
      relation: 'Relation',
      documentLabel: 'Document label',
    },
    by: (kind: string, name: string) => `${kind}, by ${name}`,
  },
  create: {
    entity: { title: 'New entity', field: 'Name', confirm: 'Make it', type: 'Type' },
    proposition: {
      title: 'New proposition',
      field: 'Statement',
      confirm: 'Make it',
      hint: 'One positive sentence that stands alone, with a full stop.',
    },
    missing: 'Write it first.',
    noTypes: 'Publish a codebook with an entity type first.',
    cancel: 'Cancel',
  },
  readOnly: 'You read this project. Annotators and owners change entities and propositions.',
} as const
