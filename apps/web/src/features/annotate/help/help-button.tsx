import type { CodebookLabel } from '@parallax/domain'
import { CircleHelp } from 'lucide-react'
import { IconButton } from '../../../components/ui/button.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import { helpText } from './help-text.ts'
import { LabelHelp } from './label-help.tsx'

/** What a label means, beside the field that holds it. */
export function HelpButton({ label }: { readonly label: CodebookLabel }) {
  return (
    <Popover
      label={helpText.open(label.name)}
      align="end"
      trigger={
        <IconButton label={helpText.open(label.name)} size="sm">
          <CircleHelp className="icon icon--sm" />
        </IconButton>
      }
    >
      <div className="max-w-80">
        <p className="h3 mb-1">{label.name}</p>
        <LabelHelp label={label} />
      </div>
    </Popover>
  )
}
