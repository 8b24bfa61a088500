import type { RecordId } from '@parallax/domain'
import { isUuid, liveRecord } from '@parallax/domain'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { refusalSentence } from '../../components/refusal-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState, Note, RefusalNote } from '../../components/ui/states.tsx'
import { type CodebookTools, useTools } from './codebook-context.ts'
import type { CodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { FieldPage } from './field-page.tsx'
import { isKindName, KindPage } from './kind-page.tsx'
import { LabelPage } from './label-page.tsx'
import { LabelSetPage } from './label-set-page.tsx'
import { ScalePage } from './scale-page.tsx'

export type OpenPageProps = { readonly shown: string; readonly place: CodebookPlace }

/** The page that is open, in the middle. */
export function OpenPage({ shown, place }: OpenPageProps) {
  const tools = useTools()
  return (
    <section className="cb__edit" aria-label={codebookText.title}>
      {place.key !== null && (
        <Button look="ghost" className="cb__back" onClick={() => place.go(null)}>
          <ArrowLeft className="icon icon--sm" />
          {codebookText.back}
        </Button>
      )}
      {!tools.isOwner && (
        <div className="cb__note">
          <Note>{codebookText.readOnly}</Note>
        </div>
      )}
      <Refused />
      {pageOf(tools, shown, place) ?? (
        <EmptyState
          title={codebookText.gone}
          text={codebookText.goneText}
          actions={<Button onClick={() => place.go(null)}>{codebookText.back}</Button>}
        />
      )}
    </section>
  )
}

function pageOf({ stream }: CodebookTools, shown: string, place: CodebookPlace): ReactNode {
  if (shown === 'scale') return <ScalePage />
  if (shown.startsWith('field-'))
    return <FieldPage key={shown} field={shown.slice('field-'.length)} />
  if (isKindName(shown)) return <KindPage kind={shown} />
  if (!isUuid(shown)) return null
  const id = shown as RecordId // just looked at
  const label = liveRecord(stream, 'label', id)
  if (label) return <LabelPage key={id} record={label} place={place} />
  const set = liveRecord(stream, 'labelSet', id)
  return set ? <LabelSetPage key={id} record={set} place={place} /> : null
}

function Refused() {
  const { refusal, dismissRefusal } = useTools()
  if (!refusal) return null
  const { what, wayOut } = refusalSentence(refusal)
  return (
    <div className="cb__note">
      <RefusalNote
        title={what}
        text={wayOut}
        action={
          <Button size="sm" onClick={dismissRefusal}>
            {codebookText.refused.dismiss}
          </Button>
        }
      />
    </div>
  )
}
