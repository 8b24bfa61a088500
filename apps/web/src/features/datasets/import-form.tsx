import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { FileDrop } from '../../components/ui/file-drop.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { Note } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { datasetsText } from './datasets-text.ts'
import { useProjectCounts } from './project-facts.tsx'
import { sendImport } from './send-import.ts'

const text = datasetsText.import

/** Brings a file into the project, while it is empty and one owns it. */
export function ImportForm() {
  const { me } = useSession()
  const { data } = useProjectCounts()
  const isOwner = me.role === 'owner'
  const isEmpty = data !== undefined && data.documents + data.entities + data.propositions === 0
  return (
    <section className="ds__part" aria-labelledby="import-title">
      <h2 className="h2" id="import-title">
        {text.title}
      </h2>
      <p className="soft ds__text">{text.text}</p>
      {!isOwner && <Note>{text.notOwner}</Note>}
      {isOwner && data !== undefined && !isEmpty && (
        <Note>
          {text.notEmpty}{' '}
          <Link className="link" href="/projects?new">
            {text.newProject}
          </Link>
        </Note>
      )}
      {isOwner && isEmpty && <Taker />}
    </section>
  )
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
          {sending === null ? text.dropHint : text.sending(sending)}
        </span>
        {sending !== null && <Spinner />}
      </div>
      {problem !== undefined && (
        <div className="ds__problem">
          <Note tone="bad">{problem}</Note>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        accept=".jsonl,application/x-ndjson"
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

/** Sends one file; what becomes of it then stands in the list of jobs. */
function useSending() {
  const { project } = useSession()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [sending, setSending] = useState<string | null>(null)
  const [problem, setProblem] = useState<string>()
  const [job, setJob] = useState<string | null>(null)
  useReloadAfter(job)
  const send = (files: readonly File[]) => {
    const [file] = files
    if (!file) return
    const wrong = problemWith(files)
    setProblem(wrong)
    if (wrong !== undefined) return
    setSending(file.name)
    void sendImport(project.id, file).then((sent) => {
      setSending(null)
      if (sent.kind === 'taken') setJob(sent.job)
      if (sent.kind === 'refused') setProblem(`${text.failed} ${sent.message}`)
      if (sent.kind === 'unreached') setProblem(text.unreached)
      return queryClient.invalidateQueries({ queryKey: trpc.jobs.list.queryKey() })
    })
  }
  return { send, sending, problem }
}

const ASK_AGAIN_MS = 800

/** Opens the project anew once an import is done: its codebook and registry are others now. */
function useReloadAfter(job: string | null): void {
  const { project } = useSession()
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.jobs.get.queryOptions({ project: project.id, job: job ?? '' }),
    enabled: job !== null,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'running' ? ASK_AGAIN_MS : false,
  })
  const isDone = data?.state === 'done'
  useEffect(() => {
    // The page: what this tab holds of the project was replaced on the server.
    if (isDone) window.location.reload()
  }, [isDone])
}

function problemWith(files: readonly File[]): string | undefined {
  const [file] = files
  if (files.length > 1) return text.oneFile
  return file && !file.name.toLowerCase().endsWith('.jsonl') ? text.wrongKind(file.name) : undefined
}
