import type { CorpusEntity } from './corpus.ts'

/** An entity of which no more is known than what is given. */
export function plainEntity(
  known: Pick<CorpusEntity, 'id' | 'name' | 'type'> & Partial<CorpusEntity>,
): CorpusEntity {
  return {
    aliases: [],
    externalIds: {},
    collective: false,
    members: [],
    partOf: null,
    note: '',
    ...known,
  }
}
