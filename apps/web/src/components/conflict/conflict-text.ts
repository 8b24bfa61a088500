import type { RecordKind } from '@parallax/domain'

const kinds: { readonly [K in RecordKind]: string } = {
  document: 'document',
  layer: 'layer',
  mention: 'mention',
  claim: 'claim',
  stance: 'stance',
  relation: 'link',
  documentLabel: 'document label',
  comment: 'comment',
  entity: 'entity',
  proposition: 'proposition',
  propositionLink: 'link',
  set: 'set',
  labelSet: 'group of labels',
  label: 'label',
  attribute: 'field',
  guideline: 'guideline',
  scale: 'scale',
  annotatable: 'rule',
  version: 'version',
}

/** What is said where two people wrote the same, in one place. */
export const conflictText = {
  label: (kind: RecordKind) => `Two versions of this ${kinds[kind]}`,
  changed: (name: string, kind: RecordKind) => `${name} changed this ${kinds[kind]} while you did.`,
  differ: (count: number) => (count === 1 ? 'One field differs.' : `${count} fields differ.`),
  of: (index: number, count: number) => `${index + 1} of ${count}`,
  yours: 'Yours',
  keepYours: 'Keep yours',
  takeTheirs: (name: string) => `Take ${name}’s`,
  fieldByField: 'Choose field by field',
  apply: 'Do it so',
  later: 'Later',
  nothingLost: 'Nothing is lost: the other version stays in the history.',
  deletedBy: (name: string, kind: RecordKind) =>
    `${name} deleted this ${kinds[kind]} while you changed it. Your change is kept with it.`,
  restore: 'Bring it back',
  fieldOf: (field: string) => `Which ${field}?`,
} as const
