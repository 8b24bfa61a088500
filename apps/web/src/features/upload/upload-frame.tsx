import { mayDo } from '@parallax/domain'
import { usePathname } from 'next/navigation'
import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { lazily } from '../../components/lazily.tsx'
import { UploadsProvider } from '../../components/upload-context.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { importDocument } from './import-document.ts'
import { sendFile } from './send-file.ts'
import { uploadFrameText } from './upload-frame-text.ts'
import { isUnderWay, UploadQueue } from './upload-queue.ts'

const PasteDialog = lazily(async () => (await import('./paste-dialog.tsx')).PasteDialog)
const UploadCard = lazily(async () => (await import('./upload-card.tsx')).UploadCard)

export type UploadFrameProps = { readonly children: ReactNode }

/** Adding documents, around every screen of a project: leaving one of them stops nothing. */
export function UploadFrame({ children }: UploadFrameProps) {
  const queue = useUploadQueue()
  const session = useSession()
  const picker = useRef<HTMLInputElement>(null)
  const [pasted, setPasted] = useState<string>()
  const addFiles = useCallback(
    (files: readonly File[]) =>
      queue.add(files.map((file) => ({ name: file.name, body: file, title: null }))),
    [queue],
  )
  const uploads = useMemo(
    () => ({
      isAllowed: mayDo(session.me.role, 'document.import'),
      addFiles,
      chooseFiles: () => picker.current?.click(),
      addText: setPasted,
    }),
    [addFiles, session],
  )
  return (
    <UploadsProvider value={uploads}>
      {children}
      <input
        ref={picker}
        type="file"
        multiple
        accept=".txt,text/plain"
        hidden
        aria-label={uploadFrameText.files}
        onChange={({ currentTarget }) => {
          addFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <UploadCardPlace queue={queue} />
      {pasted !== undefined && (
        <PasteDialog
          text={pasted}
          onClose={() => setPasted(undefined)}
          onAdd={(body, title) => {
            queue.add([{ name: uploadFrameText.pastedFilename, body: new Blob([body]), title }])
            setPasted(undefined)
          }}
        />
      )}
    </UploadsProvider>
  )
}

function useUploadQueue(): UploadQueue {
  const session = useSession()
  const [queue] = useState(
    () =>
      new UploadQueue({
        send: (file, signal) => sendFile(session.project.id, file, signal),
        importDocument: (file, title) => importDocument(session, file, title),
      }),
  )
  useEffect(() => {
    // The window: what has not been read yet would be lost with the page.
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.uploads.some(({ state }) => isUnderWay(state))) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [queue])
  return queue
}

/** The card stands on lists; while somebody reads a document it stays out of the way. */
function UploadCardPlace({ queue }: { readonly queue: UploadQueue }) {
  const subscribe = useCallback((listener: () => void) => queue.subscribe(listener), [queue])
  const snapshot = useCallback(() => queue.uploads, [queue])
  const uploads = useSyncExternalStore(subscribe, snapshot, snapshot)
  const isReading = /\/documents\/[^/]+$/u.test(usePathname())
  return uploads.length === 0 || isReading ? null : <UploadCard queue={queue} uploads={uploads} />
}
