import { isLive, isRecordOf } from '@parallax/domain'
import type { ProjectCodec } from '../codecs/codec-definition.ts'
import { type CountedKind, countedKinds, type LossReason } from '../corpus/corpus.ts'
import type { Ledger } from '../corpus/ledger.ts'
import type { Authored, ProjectSource } from '../project/project-item.ts'
import { itemsOfSource } from '../project/read-project-source.ts'

/**
 * What a format that is written from a whole project leaves out of this one, record by record. A
 * format that keeps everything only counts.
 */
export async function countProjectLosses(
  source: ProjectSource,
  { keepsKind }: ProjectCodec,
  ledger: Ledger,
): Promise<void> {
  let document = ''
  for await (const item of itemsOfSource(source)) {
    if (item.item === 'manifest' || item.item === 'person') continue
    if (item.item === 'document') document = item.record.data.meta.title
    const kind = countedAs(item.record.kind)
    const reason = lossOf(item, keepsKind)
    ledger.countIn(kind)
    if (reason === undefined) ledger.countOut(kind)
    else {
      const place = { document, range: null, what: item.record.kind }
      ledger.lose({ how: 'dropped', kind, reason, place, count: 1 })
    }
  }
}

function lossOf(
  { record }: Authored,
  keepsKind: ProjectCodec['keepsKind'],
): LossReason | undefined {
  if (keepsKind === 'all') return undefined
  if (!isLive(record)) return 'deleted'
  if (isRecordOf(record, 'comment')) return 'older-detail'
  return keepsKind.includes(record.kind) ? undefined : 'kind-not-held'
}

function countedAs(kind: string): CountedKind {
  return countedKinds.find((counted) => counted === kind) ?? 'other'
}
