import type { RecordId } from '@parallax/domain'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useAnnotate } from '../annotate-context.ts'

/** Choosing several rows of the tree, from the row that is open. Each answer says whether it was meant. */
export function useTreeChoosing() {
  const { annotation, doing, actions, hands } = useAnnotate()
  const { model } = annotation
  const { chosen } = hands
  const openAt = () => (doing.openId ? model.rowIndexOf(doing.openId) : -1)
  const idsBetween = (from: number, to: number): readonly RecordId[] => {
    const first = Math.max(0, Math.min(from, to))
    const count = Math.max(from, to) - first + 1
    const rows = Array.from({ length: count }, (_, at) => model.row(first + at))
    return rows.flatMap((row) => (row ? [row.record.id] : []))
  }
  /** Shift and an arrow go on by a row and take it along. */
  const stretch = (by: 1 | -1) => {
    const next = model.row(openAt() + by)
    if (!next) return
    chosen.add(idsBetween(openAt(), openAt() + by))
    actions.open(next.record.id)
  }
  const acts: Readonly<Record<string, () => void>> = {
    'Shift+ArrowDown': () => stretch(1),
    'Shift+ArrowUp': () => stretch(-1),
    'Mod+a': () =>
      chosen.set(model.all().flatMap((each) => (model.isWanted(each) ? [each.id] : []))),
    x: () => doing.openId && chosen.toggle(doing.openId),
  }
  const onKey = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    if (key === 'Escape' && chosen.ids.size > 0) {
      chosen.clear()
      return true
    }
    const act = acts[`${ctrlKey || metaKey ? 'Mod+' : ''}${shiftKey ? 'Shift+' : ''}${key}`]
    act?.()
    return act !== undefined
  }
  const onPress = (event: MouseEvent, index: number): boolean => {
    const id = model.row(index)?.record.id
    const from = openAt()
    if (event.shiftKey) chosen.add(idsBetween(from < 0 ? index : from, index))
    else if ((event.ctrlKey || event.metaKey) && id) chosen.toggle(id)
    else return false
    return true
  }
  return { onKey, onPress }
}
