import type { RecordKind } from '@parallax/domain'

/** What one record of each kind is called, and several. A kind without words does not compile. */
export const kindWords: { readonly [K in RecordKind]: readonly [one: string, many: string] } = {
  document: ['document', 'documents'],
  layer: ['layer', 'layers'],
  mention: ['mention', 'mentions'],
  claim: ['claim', 'claims'],
  stance: ['stance', 'stances'],
  relation: ['link', 'links'],
  documentLabel: ['document label', 'document labels'],
  comment: ['comment', 'comments'],
  entity: ['entity', 'entities'],
  proposition: ['proposition', 'propositions'],
  propositionLink: ['link', 'links'],
  set: ['set', 'sets'],
  labelSet: ['group of labels', 'groups of labels'],
  label: ['label', 'labels'],
  attribute: ['field', 'fields'],
  guideline: ['guideline', 'guidelines'],
  scale: ['scale', 'scales'],
  annotatable: ['rule', 'rules'],
  version: ['version', 'versions'],
}

/** Several records of a kind, or one. */
export function countWords(count: number, kind: RecordKind): string {
  return count === 1 ? `one ${kindWords[kind][0]}` : `${count} ${kindWords[kind][1]}`
}

/** Words of history and of conflicts, in one place. */
export const historyText = {
  title: 'History',
  ofRecord: (title: string) => `Only “${title}”`,
  wholeDocument: 'The whole document',
  close: 'Close the history',
  person: 'Who',
  everyone: 'Everyone',
  kind: 'What',
  everything: 'Everything',
  you: 'You',
  list: 'What was done, newest first',
  keysHint: 'Arrow keys move, Enter shows it in the text.',
  today: 'Today',
  yesterday: 'Yesterday',
  moreOfThis: (count: number) =>
    count === 1 ? 'and one more change' : `and ${count} more changes`,
  undoThis: 'Undo this',
  takeBackToHere: 'Take the document back to here',
  olderFailed: 'The older part could not be read.',
  tryAgain: 'Try again',
  reading: 'Reading the history',
  none: 'Nothing of this kind was done here.',
  undone: 'Taken back.',
  backTitle: 'Take the document back to here?',
  backLede: (name: string, moment: string) =>
    `It will stand as it did after what ${name} did, ${moment}. What came later is taken back in one step that you can undo; the history keeps all of it, and comments stay.`,
  backCounts: (removed: number, restored: number, changed: number) =>
    [
      removed > 0 ? `${removed} ${removed === 1 ? 'record goes' : 'records go'}` : '',
      restored > 0 ? `${restored} deleted ${restored === 1 ? 'one comes' : 'ones come'} back` : '',
      changed > 0 ? `${changed} ${changed === 1 ? 'changes' : 'change'}` : '',
    ]
      .filter(Boolean)
      .join(', '),
  backNothing: 'There is nothing to take back: it stands like that now.',
  backConfirm: 'Take it back',
  backOthers: 'Layers of other people stay as they are.',
  cancel: 'Cancel',
  nothing: 'nothing',
  yes: 'Yes',
  no: 'No',
  unknown: 'something that is not known here',
  author: 'the author',
  unnamed: 'someone unnamed',
  more: (count: number) => `${count} more`,
  parts: (count: number) => (count === 1 ? '1 part' : `${count} parts`),
  anotherValue: 'another value',
  link: 'a link',
  layer: 'the layer',
  codebookVersion: (number: number) => `version ${number} of the codebook`,
  scale: 'the stance scale',
  stance: (holder: string, value: number, target: string) =>
    `${holder} ${value > 0 ? 'for' : value < 0 ? 'against' : 'neutral on'} ${target}`,
  guideline: (value: string) => `the guideline on ${value}`,
  annotatable: (on: string) => `where ${on}s may stand`,
} as const
