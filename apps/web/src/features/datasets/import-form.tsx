import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { FileDrop } from '../../components/ui/file-drop.tsx'
import { Meter } from '../../components/ui/meter.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ImportReview } from './import-review.tsx'
import { importText as text } from './import-text.ts'
import { sendImport } from './send-import.ts'
import { useCurrentImport } from './use-import.ts'

/** Brings a file into the project: sent, looked at, decided upon, taken in. */
export function ImportForm() {
  const { me } = useSession()
  return (
    <section className="ds__part" aria-labelledby="import-title">
      <h2 className="h2" id="import-title">
        {text.title}
      </h2>
      <p className="soft ds__text">{text.text}</p>
      {me.role === 'owner' ? <OwnersImport /> : <Note>{text.notOwner}</Note>}
    </section>
  )
}

function OwnersImport() {
  const current = useCurrentImport()
  if (current.data) return <ImportReview key={current.data.id} current={current.data} />
  return <Taker />
}

function Taker() {
  const { project } = useSession()
  const picker = useRef<HTMLInputElement>(null)
  const { send, sending, problem } = useSending()
  return (
    <>
      <div className="row">
        <Button isBusy={sending !== null} onClick={() => picker.current?.click()}>
          <Upload className="icon icon--sm" />
          {text.choose}
        </Button>
        <span className="muted" role="status">
          {sending === null ? text.dropHint : text.sending(sending.name, sending.percent)}
        </span>
      </div>
      {sending !== null && <Meter ratio={sending.percent / 100} className="imp__meter" />}
      {problem !== undefined && (
        <div className="ds__problem">
          <Note tone="bad">{problem}</Note>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          send([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <FileDrop
        title={text.drop(project.name)}
        text={text.dropText}
        kinds={text.kinds}
        isDisabled={sending !== null}
        onFiles={send}
      />
    </>
  )
}

/** Sends one file; what is found in it then stands where it was chosen. */
function useSending() {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const [sending, setSending] = useState<{ name: string; percent: number } | null>(null)
  const [problem, setProblem] = useState<string>()
  const send = (files: readonly File[]) => {
    const [file] = files
    if (!file) return
    setProblem(files.length > 1 ? text.oneFile : undefined)
    if (files.length > 1) return
    const { name } = file
    setSending({ name, percent: 0 })
    const onProgress = (sentRatio: number) =>
      setSending({ name, percent: Math.floor(sentRatio * 100) })
    void sendImport(project.id, file, onProgress).then(async (sent) => {
      if (sent.kind === 'refused') setProblem(`${text.failed} ${sent.message}`)
      if (sent.kind === 'unreached') setProblem(text.unreached)
      await client.invalidateQueries({ queryKey: trpc.imports.current.queryKey() })
      setSending(null)
    })
  }
  return { send, sending, problem }
}
