import { X } from 'lucide-react'
import { useId } from 'react'
import { Button, IconButton } from '../../components/ui/button.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { UploadLine } from './upload-line.tsx'
import { isUnderWay, type Upload, type UploadQueue } from './upload-queue.ts'
import { uploadText } from './upload-text.ts'

export type UploadCardProps = {
  readonly queue: UploadQueue
  readonly uploads: readonly Upload[]
}

/** What became of each file. It can be left and found again. */
export function UploadCard({ queue, uploads }: UploadCardProps) {
  const titleId = useId()
  const underWay = uploads.filter(({ state }) => isUnderWay(state)).length
  const isWorking = underWay > 0
  return (
    <section className="job pop fixed" aria-labelledby={titleId}>
      <header className="job__head">
        {isWorking && <Spinner size="md" />}
        <div className="grow" role="status">
          <b id={titleId}>{titleOf(uploads, isWorking)}</b>
          <small>{isWorking ? uploadText.read(uploads.length - underWay) : restOf(uploads)}</small>
        </div>
        {isWorking ? (
          <Button look="ghost" size="sm" onClick={() => queue.cancel()}>
            {uploadText.cancel}
          </Button>
        ) : (
          <IconButton size="sm" label={uploadText.close} onClick={() => queue.clear()}>
            <X className="icon icon--sm" />
          </IconButton>
        )}
      </header>
      {isWorking && (
        <Meter label={uploadText.progress} ratio={(uploads.length - underWay) / uploads.length} />
      )}
      <ul className="job__list" aria-label={uploadText.list}>
        {(isWorking ? uploads : questionsFirst(uploads)).map((upload) => (
          <UploadLine key={upload.id} upload={upload} queue={queue} />
        ))}
      </ul>
    </section>
  )
}

/** When all are read, those that still need somebody stand on top. */
function questionsFirst(uploads: readonly Upload[]): readonly Upload[] {
  const isOpen = (upload: Upload) =>
    upload.state.kind === 'same' ||
    upload.state.kind === 'failed' ||
    upload.state.kind === 'refused' ||
    hasNoOutlet(upload)
  return [...uploads.filter(isOpen), ...uploads.filter((upload) => !isOpen(upload))]
}

function titleOf(uploads: readonly Upload[], isWorking: boolean): string {
  if (isWorking) return uploadText.working(uploads.length)
  return uploadText.done(uploads.filter(({ state }) => state.kind === 'added').length)
}

function restOf(uploads: readonly Upload[]): string {
  const count = (kind: Upload['state']['kind']) =>
    uploads.filter(({ state }) => state.kind === kind).length
  const withoutOutlet = uploads.filter(hasNoOutlet).length
  return (
    uploadText.left(count('same'), withoutOutlet, count('failed') + count('refused')) ||
    uploadText.allIn
  )
}

function hasNoOutlet({ state }: Upload): boolean {
  return state.kind === 'added' && state.added.outletName === null
}
