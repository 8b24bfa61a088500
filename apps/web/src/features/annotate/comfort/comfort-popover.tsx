import { lazily } from '../../../components/lazily.tsx'
import { IconButton } from '../../../components/ui/button.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import { comfortText } from './comfort-text.ts'

const ComfortChoices = lazily(async () => (await import('./comfort-choices.tsx')).ComfortChoices)

/** The button behind which one chooses how the text stands. */
export function ComfortPopover() {
  return (
    <Popover
      label={comfortText.open}
      align="end"
      trigger={
        <IconButton label={comfortText.open}>
          <span className="comfort-aa" aria-hidden="true">
            Aa
          </span>
        </IconButton>
      }
    >
      <ComfortChoices />
    </Popover>
  )
}
