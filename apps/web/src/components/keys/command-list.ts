/** Where a command stands in the list of keys. */
export type CommandSection = 'select' | 'move' | 'tag' | 'record' | 'view' | 'document'

/** What is known of a command without the screen that runs it: enough to list it and to change its keys. */
export type CommandInfo = {
  /** What it does, as a person would say it. */
  readonly name: string
  readonly section: CommandSection
  /** The keys it has until somebody chooses another, as the surface names them: `j`, `Mod+z`. */
  readonly keys: readonly string[]
  /** Its keys are the same for everyone. */
  readonly isFixed?: true
  /** Its keys act wherever the focus is on the screen, not only in the text. */
  readonly isEverywhere?: true
}

/** Every command of the annotate screen, in the order of the work. */
const infos = {
  'selection.grow': {
    name: 'Grow the selection: word, sentence, paragraph',
    section: 'select',
    keys: [']'],
  },
  'selection.shrink': { name: 'Shrink the selection', section: 'select', keys: ['['] },
  'sentence.selectNext': { name: 'Select on to the next sentence', section: 'select', keys: [')'] },
  'sentence.selectPrevious': {
    name: 'Select back to the sentence before',
    section: 'select',
    keys: ['('],
  },
  'sentence.next': { name: 'Next sentence', section: 'move', keys: ['.'] },
  'sentence.previous': { name: 'Previous sentence', section: 'move', keys: [','] },
  'record.next': { name: 'Next record', section: 'move', keys: ['j'] },
  'record.previous': { name: 'Previous record', section: 'move', keys: ['k'] },
  'mention.nextUnlinked': {
    name: 'Next mention that is not linked yet',
    section: 'move',
    keys: ['u'],
  },
  'mention.previousUnlinked': {
    name: 'Previous mention that is not linked yet',
    section: 'move',
    keys: ['Shift+u'],
  },
  'zone.next': { name: 'Next part of the page', section: 'move', keys: ['Alt+PageDown'] },
  'zone.previous': { name: 'Previous part of the page', section: 'move', keys: ['Alt+PageUp'] },
  'link.follow': { name: 'To the other end of the link', section: 'move', keys: ['o'] },
  'link.back': { name: 'Back from where a link led', section: 'move', keys: ['Shift+o'] },
  'document.next': { name: 'Next document', section: 'move', keys: ['n'] },
  'document.previous': { name: 'Previous document', section: 'move', keys: ['Shift+n'] },
  'tag.claim': { name: 'Make a claim of the selected words', section: 'tag', keys: ['c'] },
  'tag.stance': {
    name: 'Make a stance of the selected words or of the open claim',
    section: 'tag',
    keys: ['s'],
  },
  'tag.link': { name: 'Link the open record to another', section: 'tag', keys: ['r'] },
  'tag.part': {
    name: 'Add the selected words to the open record as one more part',
    section: 'tag',
    keys: ['Shift+p'],
  },
  'tag.zone': { name: 'Say what part of the page this is', section: 'tag', keys: ['z'] },
  'match.all': { name: 'Tag the same words everywhere', section: 'tag', keys: ['a'] },
  'record.inspect': {
    name: 'Into the inspector of the open record',
    section: 'record',
    keys: ['Enter'],
    isFixed: true,
  },
  'record.proposition': {
    name: 'Choose the proposition of the open claim',
    section: 'record',
    keys: ['p'],
  },
  'edge.endOn': {
    name: 'Move the end of the open record on by a word',
    section: 'record',
    keys: ['Alt+Shift+ArrowRight'],
  },
  'edge.endBack': {
    name: 'Move the end of the open record back by a word',
    section: 'record',
    keys: ['Alt+Shift+ArrowLeft'],
  },
  'edge.startOn': {
    name: 'Move the start of the open record on by a word',
    section: 'record',
    keys: ['Alt+Shift+ArrowDown'],
  },
  'edge.startBack': {
    name: 'Move the start of the open record back by a word',
    section: 'record',
    keys: ['Alt+Shift+ArrowUp'],
  },
  'edge.part': {
    name: 'Choose the part of the open record whose ends move',
    section: 'record',
    keys: ['Alt+Shift+Enter'],
  },
  'stance.against': { name: 'One step more against', section: 'record', keys: ['-'] },
  'stance.neutral': { name: 'Neutral', section: 'record', keys: ['0'] },
  'stance.for': { name: 'One step more in favour', section: 'record', keys: ['+', '='] },
  'record.delete': {
    name: 'Delete the open record',
    section: 'record',
    keys: ['Delete', 'Backspace'],
  },
  'comment.write': {
    name: 'Comment on the selected words or the open record',
    section: 'record',
    keys: ['m'],
  },
  'comment.next': { name: 'Next unread comment', section: 'move', keys: ['Shift+m'] },
  'comment.all': { name: 'Show all comments', section: 'view', keys: ['i'] },
  'view.palette': {
    name: 'Search and commands',
    section: 'view',
    keys: ['Mod+k'],
    isFixed: true,
  },
  'view.find': {
    name: 'Find in this document',
    section: 'view',
    keys: ['Mod+f'],
    isFixed: true,
  },
  'record.choose': {
    name: 'Choose the open record together with others, or let it go',
    section: 'record',
    keys: ['x'],
  },
  'record.chooseAll': {
    name: 'Choose all records that are shown',
    section: 'record',
    keys: ['Shift+x'],
  },
  'filter.open': { name: 'Choose which records are shown', section: 'view', keys: ['f'] },
  'filter.unlinked': { name: 'Only mentions that are not linked yet', section: 'view', keys: [] },
  'filter.mine': { name: 'Only what I made', section: 'view', keys: [] },
  'filter.bright': {
    name: 'Dim everything but the mentions of this entity',
    section: 'view',
    keys: ['e'],
  },
  'filter.clear': { name: 'Show all records again', section: 'view', keys: ['Shift+f'] },
  'view.leave': {
    name: 'Leave what is open',
    section: 'view',
    keys: ['Escape'],
    isFixed: true,
  },
  'view.keys': {
    name: 'Show all keys',
    section: 'view',
    keys: ['?'],
    isFixed: true,
    isEverywhere: true,
  },
  'view.history': { name: 'Show what was done here', section: 'view', keys: ['Shift+h'] },
  'document.read': { name: 'Read it as still text', section: 'document', keys: [] },
  'view.labels': { name: 'Show what the labels mean', section: 'view', keys: ['h'] },
  'document.undo': {
    name: 'Take back what you did',
    section: 'document',
    keys: ['Mod+z'],
    isFixed: true,
    isEverywhere: true,
  },
  'document.redo': {
    name: 'Do it again',
    section: 'document',
    keys: ['Mod+Shift+z', 'Mod+y'],
    isFixed: true,
    isEverywhere: true,
  },
} as const satisfies Readonly<Record<string, CommandInfo>>

export type CommandId = keyof typeof infos

/** What is known of each command. */
export const commandInfos: Readonly<Record<CommandId, CommandInfo>> = infos

/** Their ids, in the order of the work. */
export const commandIds = Object.keys(infos) as readonly CommandId[] // its own keys

/** Keys of the text itself: no command and no label may take them. */
export const textKeys: readonly { readonly name: string; readonly keys: readonly string[] }[] = [
  { name: 'Select by letter', keys: ['Shift+ArrowRight', 'Shift+ArrowLeft'] },
  { name: 'Select by word', keys: ['Mod+Shift+ArrowRight', 'Mod+Shift+ArrowLeft'] },
  { name: 'Select by paragraph', keys: ['Mod+Shift+ArrowDown', 'Mod+Shift+ArrowUp'] },
]
