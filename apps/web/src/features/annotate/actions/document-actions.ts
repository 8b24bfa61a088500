import type { LabelId, RecordId, TextRange, ZoneKind } from '@parallax/domain'
import type { Draft } from '@parallax/sync'
import { zonesWith } from '../zones-with.ts'
import {
  type CoreActions,
  createRecord,
  type Now,
  ownLayer,
  selectedRange,
} from './core-actions.ts'
import type { fieldActions } from './field-actions.ts'

/** What concerns the document as a whole: zones, meta, labels, the state of one's layer, undo. */
export function documentActions(
  now: Now,
  core: CoreActions,
  { setRegister }: Pick<ReturnType<typeof fieldActions>, 'setRegister'>,
) {
  const stream = () => ({ kind: 'document' as const, id: now().annotation.opened.documentId })
  return {
    /** Asks what the selected lines are, or the line of the caret. */
    askZone: (): boolean => {
      const startUtf16 = now().surface.current?.caretUtf16() ?? 0
      const range = selectedRange(now) ?? { startUtf16, endUtf16: startUtf16 + 1 }
      now().set({ asking: { kind: 'zone', range } })
      return true
    },
    setZone: (range: TextRange, kind: ZoneKind) => {
      const { document, text } = now().annotation
      const zones = zonesWith(document.data.zones, text, range, kind)
      core.perform([{ stream: stream(), type: 'document.setZones', args: { zones } }])
      now().set({ asking: null })
      core.focusText()
    },
    setMeta: (field: string, value: unknown, before: readonly Draft[] = []): boolean =>
      core.perform([
        ...before,
        { stream: stream(), type: 'document.setMeta', args: { field, value } },
      ]),
    setLabel: (field: RecordId, values: readonly LabelId[]) => {
      const said = ownDocumentLabel(now, field)
      if (said) return void setRegister(said, 'values', values)
      const data = { origin: { kind: 'human' }, note: '', attrs: {}, field, values }
      createRecord(now, core, { kind: 'documentLabel', data })
    },
    layerState: (type: 'layer.submit' | 'layer.reopen') =>
      core.perform([{ stream: ownLayer(now), type, args: {} }]),
  }
}

/** What this person already said of the document in a field. */
function ownDocumentLabel(now: Now, field: RecordId): RecordId | undefined {
  const { model, layerOf, ownLayerId } = now().annotation
  return model
    .pointingAt(field)
    .find(
      (record) =>
        record.kind === 'documentLabel' &&
        record.data.field === field &&
        layerOf(record.id)?.id === ownLayerId,
    )?.id
}
