import type { LayerRecordKind } from '@parallax/domain'

/** The words of the screen that searches all texts of a project. */
export const findText = {
  title: 'Find',
  field: 'Find in all texts',
  placeholder: 'Words, or a pattern',
  where: 'Where',
  anywhere: 'Anywhere in the texts',
  within: {
    mention: 'In mentions',
    claim: 'In claims',
    stance: 'In stances',
  },
  author: 'Whose records',
  anyone: 'By anyone',
  label: 'Label',
  anyLabel: 'With any label',
  entity: 'Entity',
  anyEntity: 'About any entity',
  goneEntity: 'An entity that is gone',
  entityIs: (name: string | null) => `Entity: ${name ?? 'About any entity'}`,
  start: 'Find words in every text of this project',
  startText:
    'Accents and capitals are overlooked until you say otherwise. The hits come document by document.',
  none: 'Nothing found',
  noneText: (words: string) => `No text of this project has “${words}” in it, asked this way.`,
  failed: 'The search did not work',
  searching: 'Searching…',
  count: (hits: number, documents: number, isAll: boolean) =>
    `${hits}${isAll ? '' : '+'} ${hits === 1 ? 'hit' : 'hits'} in ${documents} ${
      documents === 1 ? 'document' : 'documents'
    }`,
  ofDocument: (hits: number) => `${hits} ${hits === 1 ? 'hit' : 'hits'}`,
  more: 'More hits',
  cut: 'This pattern takes too long here. Open the document to search the rest of it.',
  keys: { next: 'Next hit', previous: 'Previous hit', open: 'Open the document at the hit' },
  kinds: {
    mention: 'mention',
    claim: 'claim',
    stance: 'stance',
    relation: 'relation',
    documentLabel: 'document label',
  } satisfies Record<LayerRecordKind, string>,
}
