import { Upload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useOpenSample } from '../../components/project-changes.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/states.tsx'
import { useUploads } from '../../components/upload-context.ts'
import { documentsText } from './documents-text.ts'

export type NoDocumentsProps = {
  readonly isNarrowed: boolean
  readonly isRetired: boolean
  readonly onClear: () => void
}

/** A list with nothing in it: what to do about that. */
export function NoDocuments({ isNarrowed, isRetired, onClear }: NoDocumentsProps) {
  const uploads = useUploads()
  const { noMatch, noRetired, empty } = documentsText
  if (isNarrowed)
    return (
      <EmptyState
        title={noMatch.title}
        text={noMatch.text}
        actions={
          <Button look="primary" onClick={onClear}>
            {noMatch.clear}
          </Button>
        }
      />
    )
  if (isRetired)
    return (
      <EmptyState
        title={noRetired.title}
        text={noRetired.text}
        actions={<Button onClick={onClear}>{noRetired.back}</Button>}
      />
    )
  if (!uploads.isAllowed) return <EmptyState title={empty.title} text={empty.readerText} />
  return (
    <EmptyState
      title={empty.title}
      text={empty.text}
      actions={
        <>
          <Button look="primary" keyCap="U" onClick={uploads.chooseFiles}>
            <Upload className="icon icon--sm" />
            {documentsText.add}
          </Button>
          <SampleButton />
        </>
      }
    />
  )
}

function SampleButton() {
  const router = useRouter()
  const open = useOpenSample((path) => router.push(path))
  return (
    <Button isBusy={open.isPending} onClick={() => open.mutate()}>
      {documentsText.empty.sample}
    </Button>
  )
}
