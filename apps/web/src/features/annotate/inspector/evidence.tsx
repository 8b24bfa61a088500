import { type Extent, extentOf, type LayerRecord } from '@parallax/domain'
import { X } from 'lucide-react'
import { cn } from '../../../components/cn.ts'
import { useAnnotation } from '../annotate-context.ts'
import { fieldsText } from './fields-text.ts'

export type EvidenceProps = { readonly record: LayerRecord; readonly className?: string }

/** The words of a record as the article has them; parts of one record stand on lines of their own. */
export function Evidence({ record, className }: EvidenceProps) {
  const { annotation, actions, surface } = useAnnotation()
  const extent: Extent = extentOf(record)
  return (
    <div
      className={cn('evidence', className)}
      lang={annotation.document.data.meta.language}
      dir="auto"
    >
      {extent.map(({ startUtf16, endUtf16 }, at) => (
        <p key={startUtf16} className="evidence__part">
          <button
            type="button"
            className="evidence__words"
            onClick={() => surface.current?.reveal({ startUtf16, endUtf16 }, { flash: true })}
          >
            {annotation.text.slice(startUtf16, endUtf16)}
          </button>
          {extent.length > 1 && annotation.canWrite && (
            <button
              type="button"
              className="evidence__cut"
              aria-label={fieldsText.removePart}
              onClick={() => actions.removePart(record, at)}
            >
              <X className="icon icon--sm" />
            </button>
          )}
        </p>
      ))}
    </div>
  )
}
