import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ComboboxOption } from '../../components/ui/combobox.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'

const ComboboxList = lazy(async () => ({
  default: (await import('../../components/ui/combobox-list.tsx')).ComboboxList,
}))

export type RecordPickerProps = {
  readonly trigger: ReactNode
  readonly label: string
  /** What fits the words that are typed, the best first. */
  readonly find: (words: string) => readonly ComboboxOption[]
  readonly onPick: (id: string) => void
  readonly emptyText: string
}

/** A button that opens a list of the registry, found by typing. */
export function RecordPicker({ trigger, label, find, onPick, emptyText }: RecordPickerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [words, setWords] = useState('')
  const open = (next: boolean) => {
    setWords('')
    setIsOpen(next)
  }
  return (
    <Popover
      trigger={trigger}
      label={label}
      isOpen={isOpen}
      onOpenChange={open}
      className="menu combo"
    >
      <Suspense fallback={<Spinner label={label} />}>
        <ComboboxList
          label={label}
          options={isOpen ? find(words) : []}
          value={undefined}
          onChange={onPick}
          onSearch={setWords}
          emptyText={emptyText}
          onDone={() => open(false)}
        />
      </Suspense>
    </Popover>
  )
}
