import { ListFilter } from 'lucide-react'
import { lazily } from '../../../components/lazily.tsx'
import { IconButton } from '../../../components/ui/button.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { setChips } from './filter-chips.tsx'
import { filterText } from './filter-text.ts'

const FilterChoices = lazily(async () => (await import('./filter-choices.tsx')).FilterChoices)

/** The funnel above the tree: which records are shown. */
export function FilterButton() {
  const { annotation, hands } = useAnnotation()
  const { filter } = hands
  const count = setChips(annotation, filter).length
  return (
    <Popover
      label={filterText.filter}
      align="start"
      className="pop--pad filtercard"
      isOpen={filter.isOpen}
      onOpenChange={filter.setIsOpen}
      trigger={
        <IconButton
          label={count > 0 ? filterText.active(count) : filterText.filter}
          size="sm"
          className={count > 0 ? 'is-on' : undefined}
        >
          <ListFilter className="icon icon--sm" />
        </IconButton>
      }
    >
      <FilterChoices />
    </Popover>
  )
}
