import type { RecordOf } from '@parallax/domain'
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Menu, MenuItem, MenuRule } from '../../components/ui/menu.tsx'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useTools } from './codebook-context.ts'
import { labelsOfSet } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { movedRanks } from './label-order.ts'
import type { LabelPageProps } from './label-page.tsx'

const text = codebookText.label

/** What can be done with a label besides editing it: move it, take it out. */
export function LabelMenu({ record, place }: LabelPageProps) {
  const { latest } = useTools()
  const [isAsking, setIsAsking] = useState(false)
  const move = useMove()
  const remove = useRemove({ record, place })
  const isPublished = latest?.content.label.some(({ id }) => id === record.id) ?? false
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={text.more}>
            <Ellipsis className="icon" />
          </IconButton>
        }
      >
        <MenuItem icon={<ArrowUp className="icon icon--sm" />} onSelect={() => move(record, -1)}>
          {text.up}
        </MenuItem>
        <MenuItem icon={<ArrowDown className="icon icon--sm" />} onSelect={() => move(record, 1)}>
          {text.down}
        </MenuItem>
        <MenuRule />
        <MenuItem
          isBad
          icon={<Trash2 className="icon icon--sm" />}
          onSelect={() => (isPublished ? setIsAsking(true) : remove())}
        >
          {text.remove}
        </MenuItem>
      </Menu>
      {isAsking && (
        <RemoveDialog record={record} onRemove={remove} onClose={() => setIsAsking(false)} />
      )}
    </>
  )
}

/** Moves a label one place, as few writes as that takes. */
export function useMove(): (record: RecordOf<'label'>, step: 1 | -1) => void {
  const { stream, act } = useTools()
  return ({ id, data }, step) => {
    const labels = labelsOfSet(stream, data.labelSet)
    const writes = movedRanks(
      labels.map((label) => ({ id: label.id, rank: label.data.rank })),
      id,
      step,
    )
    const edits = writes.map((write) => ({
      type: 'codebook.set' as const,
      args: { id: write.id, register: 'rank', value: write.rank },
    }))
    if (edits.length > 0) act(...edits)
  }
}

function useRemove({ record, place }: LabelPageProps): () => void {
  const { act } = useTools()
  const showUndo = useUndoToast()
  return () => {
    if (!act({ type: 'codebook.delete', args: { ids: [record.id] } })) return
    place.go(null)
    showUndo({
      text: codebookText.remove.done(record.data.name),
      onUndo: () => {
        const isBack = act({ type: 'codebook.restore', args: { ids: [record.id] } })
        if (isBack) place.go(record.id)
      },
    })
  }
}

type RemoveDialogProps = {
  readonly record: RecordOf<'label'>
  readonly onRemove: () => void
  readonly onClose: () => void
}

function RemoveDialog({ record, onRemove, onClose }: RemoveDialogProps) {
  const { set } = useTools()
  const words = codebookText.remove
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={words.title(record.data.name)}
      lede={words.text}
      foot={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="bad"
            onClick={() => {
              onClose()
              onRemove()
            }}
          >
            {words.remove}
          </Button>
          <Button
            look="primary"
            disabled={record.data.deprecated}
            onClick={() => {
              set(record.id, 'deprecated', true)
              onClose()
            }}
          >
            {words.deprecate}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
