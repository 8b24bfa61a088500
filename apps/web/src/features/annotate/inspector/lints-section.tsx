import { type LayerRecord, type Lint, lintsOfRecord, resolvedEntity } from '@parallax/domain'
import { TriangleAlert } from 'lucide-react'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { lintSentences } from '../lint-text.ts'
import { fieldsText } from './fields-text.ts'

/** What was right when it was written and is not now, each in a sentence, with a fix where there is one. */
export function LintsSection({ record }: { readonly record: LayerRecord }) {
  const { annotation } = useAnnotation()
  const layer = annotation.layerOf(record.id)
  if (!layer) return null
  const context = annotation.session.store.context(layer.id)
  const lints = lintsOfRecord(record, layer.view, context)
  if (lints.length === 0) return null
  return (
    <section className="insp__sec">
      <ul className="grid gap-2">
        {lints.map((lint) => (
          <li key={JSON.stringify(lint)} className="row is-warn">
            <TriangleAlert className="icon icon--sm" />
            <span className="grow">{lintSentences[lint.code]}</span>
            <LintFix lint={lint} record={record} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A mention may take its entity's type over; other lints are mended in their own field above. */
function LintFix({ lint, record }: { readonly lint: Lint; readonly record: LayerRecord }) {
  const { annotation, actions } = useAnnotation()
  if (lint.code !== 'label-differs-from-entity' || record.kind !== 'mention') return null
  const entity = record.data.entity && resolvedEntity(annotation.registry, record.data.entity)
  if (!entity || !annotation.canWrite) return null
  const take = () => actions.setRegister(record.id, 'label', entity.data.type)
  return (
    <Button size="sm" onClick={take}>
      {fieldsText.takeTypeOfEntity}
    </Button>
  )
}
