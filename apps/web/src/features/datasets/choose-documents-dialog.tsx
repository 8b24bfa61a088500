import type { EntityId } from '@parallax/domain'
import { useState } from 'react'
import { OutletFilter } from '../../components/document-filters/outlet-filter.tsx'
import {
  StatusFilter,
  type StatusFilterValue,
} from '../../components/document-filters/status-filter.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { SearchField } from '../../components/ui/search-field.tsx'
import { useDebounced } from '../../components/use-debounced.ts'
import { datasetsText } from './datasets-text.ts'
import { FoundDocuments } from './found-documents.tsx'

const text = datasetsText.choose
const ASK_AFTER_MS = 200

/** What the documents have in common that one looks for. */
export type DocumentsSought = {
  readonly search: string
  readonly status: StatusFilterValue
  readonly outlet: EntityId | null
}

export type ChooseDocumentsDialogProps = {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly onClose: () => void
}

/** Chooses documents one by one, or all that are found by words, outlet and status. */
export function ChooseDocumentsDialog({ chosen, onChange, onClose }: ChooseDocumentsDialogProps) {
  const [sought, setSought] = useState<DocumentsSought>({ search: '', status: 'all', outlet: null })
  const asked = useDebounced(sought, ASK_AFTER_MS)
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title}
      foot={
        <>
          <span className="grow muted" role="status">
            {text.chosen(chosen.length)}
          </span>
          {chosen.length > 0 && (
            <Button look="ghost" onClick={() => onChange([])}>
              {text.clear}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {text.done}
          </Button>
        </>
      }
    >
      <div className="form">
        <Narrowing sought={sought} onChange={setSought} />
        <FoundDocuments sought={asked} chosen={chosen} onChange={onChange} />
      </div>
    </Dialog>
  )
}

type NarrowingProps = {
  readonly sought: DocumentsSought
  readonly onChange: (sought: DocumentsSought) => void
}

function Narrowing({ sought, onChange }: NarrowingProps) {
  const { search, status, outlet } = sought
  return (
    <div className="ds__narrow">
      <SearchField
        hasKey={false}
        className="grow"
        label={text.find}
        placeholder={text.placeholder}
        value={search}
        onChange={(words) => onChange({ ...sought, search: words })}
      />
      <OutletFilter outlet={outlet} onChange={(next) => onChange({ ...sought, outlet: next })} />
      <StatusFilter status={status} onChange={(next) => onChange({ ...sought, status: next })} />
    </div>
  )
}
