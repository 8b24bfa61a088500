import type { Refusal, RefusalCode } from '@parallax/domain'
import { signed } from './signed.ts'

/** Why a rule said no, and what can be done about it. Two plain sentences, no ids, no codes. */
export type RefusalSentence = { readonly what: string; readonly wayOut: string }

type Of<Code extends RefusalCode> = Extract<Refusal, { readonly code: Code }>
type Sentences = { readonly [Code in RefusalCode]: (refusal: Of<Code>) => RefusalSentence }

/** The sentences for a refusal, for every screen that shows one. */
export function refusalSentence(refusal: Refusal): RefusalSentence {
  // A server or a page of a newer build may know more ways to say no.
  if (!Object.hasOwn(sentences, refusal.code)) return newerRefusal
  // The table is total and keyed by the code, so the entry takes exactly this refusal.
  const sentence = sentences[refusal.code] as (refusal: Refusal) => RefusalSentence
  return sentence(refusal)
}

const newerRefusal: RefusalSentence = {
  what: 'This change was refused.',
  wayOut: 'Reload the page to see why.',
}

const say = (what: string, wayOut: string) => () => ({ what, wayOut })

const sentences: Sentences = {
  'text-not-canonical': say(
    'The text contains characters that cannot be kept as they are.',
    'Save the article again as plain text in UTF-8 and add it anew.',
  ),
  'unknown-text': say(
    'The text of this document has not arrived.',
    'Add the file again; nothing was lost.',
  ),
  'unknown-change': say(
    'The change to take back is not known any more.',
    'Reload the page and change it by hand.',
  ),
  'operation-too-large': say(
    'This is too much to save in one go.',
    'Do it in smaller parts, for example half of the selection at a time.',
  ),
  'blind-not-available': say(
    'Blind annotation is not available yet.',
    'Choose together or side by side in the settings of the project.',
  ),
  'wrong-stream': say('This change does not belong here.', 'Reload the page and try again.'),
  'id-taken': say('This has already been made.', 'Reload the page; you will find it there.'),
  'unknown-record': say(
    'What you changed is not there any more.',
    'Reload the page to see what became of it.',
  ),
  'unknown-field': say(
    'This cannot be changed.',
    'Reload the page; it may have been made by a newer version.',
  ),
  'unknown-layer': say(
    'This document has no layer to write in yet.',
    'Open the document again and repeat your edit.',
  ),
  'unknown-document': say(
    'The document is not there any more.',
    'Look for it among the retired documents.',
  ),
  'unknown-entity': say(
    'The entity is not there any more.',
    'Choose another one, or make it anew.',
  ),
  'unknown-proposition': say(
    'The proposition is not there any more.',
    'Choose another one, or write it anew.',
  ),
  'unknown-label': say(
    'The published codebook does not have this label.',
    'Choose another label, or publish the codebook first.',
  ),
  'unknown-codebook': ({ version }) => ({
    what: `The codebook has no version ${version}.`,
    wayOut: 'Reload the page to see the versions there are.',
  }),
  'not-allowed': say(
    'Your role in this project does not include this.',
    'Ask an owner of the project to do it, or to change your role.',
  ),
  'layer-not-open': ({ state }) => layerStateSentences[state],
  'layer-exists': say(
    'There is already a layer of this kind for this document.',
    'Reload the page and write in the one that is there.',
  ),
  'layer-not-empty': say('The layer still has records.', 'Delete its records first.'),
  'layer-in-review': say(
    'This layer is being reviewed.',
    'Wait for the decision, or ask the adjudicator to give it back.',
  ),
  'bad-layer': say(
    'Such a layer does not fit how people work in this project.',
    'See in the settings of the project whether people work together or side by side.',
  ),
  'empty-extent': say('Nothing is selected.', 'Select the words first.'),
  'range-out-of-text': say('The selection goes beyond the text.', 'Select the words again.'),
  'range-splits-surrogate': say(
    'The selection cuts a character in two.',
    'Select whole characters.',
  ),
  'range-whitespace-edge': say(
    'The selection begins or ends with a space.',
    'Select from the first letter to the last.',
  ),
  'extent-not-sorted': say(
    'The parts of the selection overlap or stand in the wrong order.',
    'Remove the part that overlaps and add it again.',
  ),
  'extent-too-many-parts': ({ parts }) => ({
    what: `The evidence has ${parts} parts, which is too many.`,
    wayOut: 'Leave out the parts that matter least, or make two records.',
  }),
  'mention-over-line': say(
    'A mention cannot go over the end of a line.',
    'Select the name on one line.',
  ),
  'zone-not-annotatable': ({ zone }) => ({
    what:
      zone === null
        ? 'The selection goes over the border between two zones.'
        : `${zoneNames[zone] ?? 'This part of the page'} cannot be tagged.`,
    wayOut: 'If it belongs to the story, change its zone with Z.',
  }),
  'zones-overlap': say(
    'Two zones overlap.',
    'Move the border so that each part of the text is in one zone.',
  ),
  'zones-incomplete': say('Part of the text is in no zone.', 'Give every part of the text a zone.'),
  'bad-value': ({ register }) => ({
    what: `The value cannot be used${fieldNames[register] ? ` for the ${fieldNames[register]}` : ''}.`,
    wayOut: 'Correct it and try again.',
  }),
  'pronoun-metonym': say(
    'A pronoun cannot stand for something else than it names.',
    'Choose name or description, or take the metonym off.',
  ),
  'own-needs-empty-chain': say(
    'What the outlet says in its own voice has no chain of sources.',
    'Remove the steps, or do not mark it as the outlet’s own.',
  ),
  'chain-too-long': ({ steps }) => ({
    what: `The chain has ${steps} steps, which is too many.`,
    wayOut: 'Keep the steps that the text names.',
  }),
  'repeated-source': say(
    'The same source stands in two steps of the chain.',
    'Remove one of them.',
  ),
  'cue-overlaps-source': say(
    'The cue and the source words overlap.',
    'Select only the verb or phrase of saying as the cue.',
  ),
  'not-a-medium': say(
    'Only a document or a readout can be what someone spoke through.',
    'Choose a medium whose type allows it, or leave it empty.',
  ),
  'condition-outside-evidence': say(
    'The condition lies outside the words of the claim.',
    'Select the condition inside the claim, or make the claim longer.',
  ),
  'bad-date': say(
    'This is not a date.',
    'Write a year, a month or a day, such as 2026, 2026-03 or 2026-03-12.',
  ),
  'bad-statement': say(
    'A proposition is one sentence.',
    'Write it on one line and end it with a full stop.',
  ),
  'bad-alias': say(
    'This cannot be another name.',
    'Write one that is not empty and differs from the name itself.',
  ),
  'holder-is-target': say(
    'Nobody takes a stance on themselves.',
    'Choose another holder or another target.',
  ),
  'author-with-chain': say(
    'The author’s own stance has no chain of sources.',
    'Remove the steps, or choose another holder.',
  ),
  'off-scale': ({ min, max }) => ({
    what: 'The value is not on the scale.',
    wayOut: `Choose a value from ${signed(min)} to ${signed(max)}.`,
  }),
  'too-many-labels': ({ limit }) => ({
    what: limit === 1 ? 'Only one label fits here.' : `At most ${limit} labels fit here.`,
    wayOut: 'Take one off before adding another.',
  }),
  'attribute-mismatch': say(
    'The value does not fit what the codebook asks for.',
    'Choose one of the values that the codebook offers.',
  ),
  'dangling-reference': say(
    'This refers to something that was deleted.',
    'Bring that back first, or choose something else.',
  ),
  'has-dependents': ({ dependents }) => ({
    what:
      dependents.length === 0
        ? 'Other records still need this.'
        : `${dependents.length === 1 ? 'Another record needs' : `${dependents.length} other records need`} this.`,
    wayOut: 'Delete or change those first, or delete all of it together.',
  }),
  'duplicate-record': say('The same is there already.', 'Open the one that is there.'),
  'relation-not-allowed': say(
    'The codebook does not allow this relation between these two.',
    'Choose another relation, or change its ends in the codebook.',
  ),
  'self-link': say(
    'Something cannot be linked with itself.',
    'Choose another one for the other end.',
  ),
  'merge-cycle': say(
    'These two were already merged, the other way round.',
    'Take that merge back first.',
  ),
  'type-mismatch': say(
    'Only two of the same type can be merged.',
    'Change the type of one of them first.',
  ),
  'not-merged': say('This was not merged into another.', 'Reload the page to see how it stands.'),
  'in-use': ({ count }) => ({
    what: `${count === 1 ? 'One passage refers' : `${count} passages refer`} to this.`,
    wayOut: 'Merge it into another one, or change those passages first.',
  }),
  'member-cycle': say(
    'A group cannot be a member of itself.',
    'Remove the member that contains this group.',
  ),
  'members-need-collective': say('Only a group has members.', 'Mark it as a group first.'),
  'part-of-cycle': say('Something cannot be a part of itself.', 'Choose another whole.'),
  'external-id-taken': say(
    'Another entity already has this entry elsewhere.',
    'Merge the two, or correct the entry.',
  ),
  'bad-external-id': say('This is not a Wikidata entry.', 'Write a Q and a number, such as Q42.'),
  'link-exists': say(
    'These two propositions are already linked.',
    'Change the link that is there.',
  ),
  'entailment-cycle': say(
    'Two propositions would follow from each other in a circle.',
    'Merge them if they say the same, or turn one link round.',
  ),
  'missing-migration': say(
    'A label in use was removed without saying what takes its place.',
    'Choose its replacement, then publish.',
  ),
  'nothing-to-publish': say(
    'The codebook is the same as its newest version.',
    'Change something first.',
  ),
  stale: say(
    'Someone else changed this at the same time.',
    'Look at what it says now, and change it again if need be.',
  ),
  'undo-superseded': say(
    'It was changed again since, so it cannot simply be taken back.',
    'Change it by hand.',
  ),
  'not-revertible': say(
    'A published version stays published.',
    'Change the codebook and publish another version.',
  ),
  'prerequisite-refused': say(
    'An earlier step of the same edit was refused.',
    'See to that one first, then repeat the edit.',
  ),
  'batch-failed': ({ cause }) => refusalSentence(cause),
}

const layerStateSentences: {
  readonly [State in Of<'layer-not-open'>['state']]: RefusalSentence
} = {
  submitted: {
    what: 'This layer has been submitted.',
    wayOut: 'Reopen it to go on working in it.',
  },
  locked: {
    what: 'This layer is locked: decisions rest on it.',
    wayOut: 'Ask an adjudicator of the project.',
  },
  open: {
    what: 'This layer has not been submitted yet.',
    wayOut: 'Submit it first.',
  },
}

const zoneNames: Readonly<Record<string, string>> = {
  headline: 'The headline',
  subheading: 'A subheading',
  byline: 'The byline',
  body: 'The body text',
  caption: 'A caption',
  credit: 'A credit line',
  boilerplate: 'A site notice',
}

const fieldNames: Readonly<Record<string, string>> = {
  name: 'name',
  note: 'note',
  statement: 'proposition',
  'meta.title': 'title',
  'meta.byline': 'byline',
  'meta.language': 'language',
  'meta.publishedAt': 'date',
  'meta.url': 'address',
}
