import type { CodebookLabel } from '@parallax/domain'
import { Dialog } from '../../../components/ui/dialog.tsx'
import { Kbd } from '../../../components/ui/kbd.tsx'
import { LabelDot } from '../../../components/ui/label-colour.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { offeredLabels } from '../offered-labels.ts'
import { helpText } from './help-text.ts'
import { LabelHelp } from './label-help.tsx'

export type LabelsDialogProps = {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** What every label of the codebook means, one key away from the text. */
export function LabelsDialog({ isOpen, onOpenChange }: LabelsDialogProps) {
  const { codebook } = useAnnotation().annotation
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={helpText.title} size="wide" isText>
      <Labels title={helpText.types} labels={offeredLabels(codebook, 'entityType')} />
      <Labels title={helpText.relations} labels={offeredLabels(codebook, 'relationType')} />
      <Labels title={helpText.topics} labels={offeredLabels(codebook, 'topic')} />
    </Dialog>
  )
}

type LabelsProps = { readonly title: string; readonly labels: readonly CodebookLabel[] }

function Labels({ title, labels }: LabelsProps) {
  if (labels.length === 0) return null
  return (
    <section className="mb-5">
      <h3 className="h3 mb-2">{title}</h3>
      <dl className="labels-help">
        {labels.map((label) => (
          <div key={label.id}>
            <dt>
              <LabelDot colour={label.colour} /> {label.name} {label.key && <Kbd>{label.key}</Kbd>}
            </dt>
            <dd>
              <LabelHelp label={label} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
