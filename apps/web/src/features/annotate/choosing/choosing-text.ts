const records = (count: number) => `${count} ${count === 1 ? 'record' : 'records'}`

const listed = (names: readonly string[], more: number) =>
  names.map((name) => `“${name}”`).join(', ') + (more > 0 ? ` and ${more} more` : '')

/** Every word of choosing several records and changing them together. */
export const choosingText = {
  bar: 'Chosen records',
  chosen: (count: number) => `${count} chosen`,
  label: 'Label',
  link: 'Link to',
  unlink: 'Unlink',
  note: 'Note',
  noteField: 'One note for all of them',
  noteSave: 'Write the note',
  noteReplaces: 'It takes the place of the notes they have.',
  delete: 'Delete',
  clear: 'Choose none',
  undo: 'Undo',
  none: 'None of these can be changed like that.',
  done: {
    label: (count: number) => `${records(count)} relabelled.`,
    entity: (count: number) => `${records(count)} linked.`,
    unlink: (count: number) => `${records(count)} unlinked.`,
    note: (count: number) => `Note written to ${records(count)}.`,
    delete: (count: number) => `${records(count)} deleted.`,
  },
  notYours: (count: number) =>
    `${records(count)} left out: they stand in the layer of somebody else.`,
  notFitting: (count: number) => `${records(count)} left out: they have no such field.`,
  leftOut: (names: readonly string[], count: number, why: string) =>
    `${records(count)} left out (${listed(names, count - names.length)}): ${why}`,
} as const
