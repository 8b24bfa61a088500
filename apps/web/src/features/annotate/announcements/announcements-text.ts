const kinds = {
  mention: 'Mention',
  claim: 'Claim',
  stance: 'Stance',
  relation: 'Link',
  documentLabel: 'Document label',
} as const

/** Every sentence that is said to those who do not see a change, in one place. */
export const announcementsText = {
  kinds,
  added: (kind: keyof typeof kinds, title: string) => `Added: ${kinds[kind]}, ${title}.`,
  deleted: (kind: keyof typeof kinds, title: string) => `Deleted: ${kinds[kind]}, ${title}.`,
  addedBy: (person: string, kind: keyof typeof kinds, title: string) =>
    `${person} added: ${kinds[kind]}, ${title}.`,
  anotherDeletedBy: (person: string, kind: keyof typeof kinds, title: string) =>
    `${person} deleted: ${kinds[kind]}, ${title}.`,
  addedMany: (count: number) => `${count} records added.`,
  deletedMany: (count: number) => `${count} records deleted.`,
  changedBy: (person: string) => `${person} changed the open record.`,
  deletedBy: (person: string) => `${person} deleted the open record.`,
  undone: 'Taken back.',
  redone: 'Done again.',
} as const
