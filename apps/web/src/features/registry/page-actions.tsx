import type { RecordOf } from '@parallax/domain'
import { Ellipsis, GitMerge, Trash2 } from 'lucide-react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Menu, MenuItem } from '../../components/ui/menu.tsx'
import { Tip } from '../../components/ui/tooltip.tsx'
import { useUndoToast } from '../../components/ui/undo-toast.tsx'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { usePlaceCount } from './use-places.ts'

export type PageActionsProps = {
  readonly record: RecordOf<'entity'> | RecordOf<'proposition'>
  readonly name: string
  readonly place: RegistryPlace
  readonly onMerge: () => void
}

/** What can be done with the one that is open: merge, delete. */
export function PageActions({ record, name, place, onMerge }: PageActionsProps) {
  const { mayJudge } = useTools()
  const remove = useRemove(record, name, place)
  const text = registryText.merge
  if (!mayJudge)
    return (
      <Tip text={text.notYours}>
        <Button aria-disabled="true" className="rg__idle">
          <GitMerge className="icon icon--sm" />
          {text.button}
        </Button>
      </Tip>
    )
  return (
    <div className="row">
      <Button keyCap="M" onClick={onMerge}>
        <GitMerge className="icon icon--sm" />
        {text.button}
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton label={registryText.remove.more}>
            <Ellipsis className="icon" />
          </IconButton>
        }
      >
        <MenuItem isBad icon={<Trash2 className="icon icon--sm" />} onSelect={remove}>
          {registryText.remove.button[record.kind]}
        </MenuItem>
      </Menu>
    </div>
  )
}

/** Deletes at once, with Undo; what stands in texts is refused with the number of places. */
function useRemove(
  record: PageActionsProps['record'],
  name: string,
  place: RegistryPlace,
): () => void {
  const { act, setRefusal } = useTools()
  const showUndo = useUndoToast()
  const places = usePlaceCount(record.id)
  return () => {
    if (places && places.total > 0)
      return setRefusal({ code: 'in-use', recordId: record.id, count: places.total })
    if (!act('registry.delete', { ids: [record.id] })) return
    const here = { kind: place.kind, id: record.id }
    place.go({ kind: place.kind, id: null })
    showUndo({
      text: registryText.remove.done(name),
      onUndo: () => {
        if (act('registry.restore', { ids: [record.id] })) place.go(here)
      },
    })
  }
}
