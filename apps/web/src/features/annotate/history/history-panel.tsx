import { extentOf, type RecordKind, type TextRange } from '@parallax/domain'
import { useMemo, useState } from 'react'
import type { Gesture } from '../../../components/history/gestures.ts'
import {
  type ActiveGesture,
  HistoryPanel as GestureHistory,
} from '../../../components/history/history-panel.tsx'
import { historyText as text } from '../../../components/history/history-text.ts'
import { titleOf } from '../../../components/history/naming.ts'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import type { HistoryAsked } from './history-asked.ts'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { recordIn, useHistoryNaming } from './use-naming.ts'

export type HistoryPanelProps = {
  readonly asked: HistoryAsked
  readonly onAsk: (asked: HistoryAsked) => void
  readonly onClose: () => void
}

const kinds: readonly RecordKind[] = [
  ...(['mention', 'claim', 'stance', 'relation', 'documentLabel', 'comment', 'document'] as const),
]

/** What was done in the document, shown in the text; a way to take it back, all or in part. */
export function HistoryPanel({ asked, onAsk, onClose }: HistoryPanelProps) {
  const { annotation, actions, surface } = useAnnotation()
  const naming = useHistoryNaming(annotation)
  const [backTo, setBackTo] = useState<ActiveGesture | null>(null)
  const { session, opened } = annotation
  const id = opened.documentId
  const of = useMemo(
    () => ({ kind: 'document' as const, id, streams: [id, ...session.layersOf(id)] }),
    [session, id],
  )
  const record = asked.record ? recordIn(annotation, asked.record) : undefined
  return (
    <>
      <GestureHistory
        {...{ of, naming, kinds }}
        only={
          record
            ? {
                id: record.id,
                title: titleOf(record, naming),
                onAll: () => onAsk({ record: null }),
              }
            : null
        }
        mayUndo={!annotation.isReader}
        onUndone={() => actions.say({ text: text.undone })}
        onShow={(gesture) =>
          surface.current?.setHover(gesture ? rangesOf(gesture, annotation) : [])
        }
        onReveal={(gesture) => {
          const [range] = rangesOf(gesture, annotation)
          if (range) surface.current?.reveal(range)
        }}
        onClose={() => {
          surface.current?.setHover([])
          onClose()
          surface.current?.focus()
        }}
      >
        {(active) =>
          active.isOlderOfAll && (
            <Button size="sm" look="ghost" onClick={() => setBackTo(active)}>
              {text.takeBackToHere}
            </Button>
          )
        }
      </GestureHistory>
      {backTo && <TakeBackDialog {...backTo} onClose={() => setBackTo(null)} />}
    </>
  )
}

/** Where in the text stands what a gesture changed. */
function rangesOf({ lines }: Gesture, annotation: Annotation): readonly TextRange[] {
  const ids = new Set(
    lines.flatMap(({ entry: { change } }) =>
      [...change.added, ...change.written].map(({ id }) => id),
    ),
  )
  return [...ids]
    .flatMap((id) => {
      const record = recordIn(annotation, id)
      return record && record.kind !== 'document' ? extentOf(record) : []
    })
    .sort((a, b) => a.startUtf16 - b.startUtf16)
}
