import type { CorpusDocument } from './corpus.ts'
import type { Ledger } from './ledger.ts'

/** Tells of a document that is known by the name of its file alone, where that cannot be its own. */
export function tellName({ name }: CorpusDocument, fileName: string, ledger: Ledger): void {
  if (fileName === name) return
  const place = { document: name, range: null, what: fileName }
  ledger.lose({ how: 'changed', kind: 'document', reason: 'signs-not-held', place, count: 1 })
}
