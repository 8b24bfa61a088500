import type { RecordId } from '@parallax/domain'
import { History } from 'lucide-react'
import { lazily } from '../../../components/lazily.tsx'
import { IconButton } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'

const HistoryPanel = lazily(async () => (await import('./history-panel.tsx')).HistoryPanel)

/** What was done in this document, once it is asked for. */
export function HistorySlot() {
  const { asked, close, open } = useAnnotation().hands.history
  return asked && <HistoryPanel asked={asked} onAsk={open} onClose={close} />
}

export type HistoryButtonProps = { readonly label: string; readonly record: RecordId | null }

/** Opens the history of the document, or of one record. */
export function HistoryButton({ label, record }: HistoryButtonProps) {
  const { hands } = useAnnotation()
  return (
    <IconButton label={label} size="sm" onClick={() => hands.history.open({ record })}>
      <History className="icon icon--sm" />
    </IconButton>
  )
}
