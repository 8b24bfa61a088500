import type { LayerRecord } from '@parallax/domain'
import { ArrowLeft, ArrowRight, Link2 } from 'lucide-react'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { useCap } from '../commands/use-bindings.ts'
import { labelName, titleOf } from '../record-words.ts'
import { namingOf } from '../surface-pane.tsx'
import { fieldsText } from './fields-text.ts'

type RelationRecord = Extract<LayerRecord, { kind: 'relation' }>

/** The relations of a record, each a way to its other end, and a way to make one. */
export function LinksSection({ record }: { readonly record: LayerRecord }) {
  const { annotation, actions } = useAnnotation()
  const linkCap = useCap('tag.link')
  const links = annotation.model.linksOf(record.id)
  if (links.length === 0 && !annotation.canWrite) return null
  return (
    <section className="insp__sec">
      <h3>{fieldsText.links}</h3>
      <div className="prop-alt">
        {links.map((link) => (
          <LinkLine key={link.id} link={link} isFrom={link.data.from === record.id} />
        ))}
      </div>
      {annotation.canWrite && record.kind !== 'documentLabel' && (
        <Button size="sm" look="ghost" keyCap={linkCap} onClick={() => actions.startLink()}>
          <Link2 className="icon icon--sm" />
          {fieldsText.link}
        </Button>
      )}
    </section>
  )
}

function LinkLine({ link, isFrom }: { readonly link: RelationRecord; readonly isFrom: boolean }) {
  const { annotation, actions } = useAnnotation()
  const other = annotation.recordOf(isFrom ? link.data.to : link.data.from)
  return (
    <div className="row">
      <button type="button" onClick={() => other && actions.open(other.id)}>
        {isFrom ? (
          <ArrowRight className="icon icon--sm" />
        ) : (
          <ArrowLeft className="icon icon--sm" />
        )}
        <b>{labelName(link.data.type, annotation)}</b>
        <span className="grow clip serif">
          {other ? titleOf(other, namingOf(annotation)) : annotateText.unknownRecord}
        </span>
      </button>
      <Button size="sm" look="ghost" onClick={() => actions.open(link.id, { reveal: false })}>
        {annotateText.kindRelation}
      </Button>
    </div>
  )
}
