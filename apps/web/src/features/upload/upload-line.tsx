import { Check, CircleAlert, CircleDashed, Copy, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { metaDrafts } from '../../components/outlet.ts'
import { OutletCombobox } from '../../components/outlet-combobox.tsx'
import { refusalSentence } from '../../components/refusal-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Spinner } from '../../components/ui/spinner.tsx'
import { useSaveState, useSession } from '../../sync/project-provider.tsx'
import type { Upload, UploadQueue, UploadState } from './upload-queue.ts'
import { uploadText } from './upload-text.ts'

export type UploadLineProps = { readonly upload: Upload; readonly queue: UploadQueue }

type Of<Kind extends UploadState['kind']> = Extract<UploadState, { readonly kind: Kind }>

/** One file: what became of it, and what it still needs. */
export function UploadLine({ upload, queue }: UploadLineProps) {
  const { id, toSend, state } = upload
  const name = toSend.title ?? toSend.name
  switch (state.kind) {
    case 'waiting':
      return (
        <Line
          icon={<CircleDashed className="icon icon--sm muted" />}
          name={name}
          note={uploadText.waiting}
        />
      )
    case 'reading':
      return <Line icon={<Spinner />} name={name} note={uploadText.reading} />
    case 'skipped':
      return (
        <Line
          icon={<Minus className="icon icon--sm muted" />}
          name={name}
          note={uploadText.skipped}
        />
      )
    case 'same':
      return <SameLine id={id} name={name} title={state.title} queue={queue} />
    case 'added':
      return <AddedLine id={id} name={name} state={state} queue={queue} />
    case 'failed':
      return <FailedLine id={id} state={state} queue={queue} />
    case 'refused': {
      const { what, wayOut } = refusalSentence(state.refusal)
      return <ProblemLine message={`${name}: ${what} ${wayOut}`} />
    }
  }
}

type LineProps = {
  readonly icon: ReactNode
  readonly name: string
  readonly note?: string | undefined
  readonly children?: ReactNode
}

function Line({ icon, name, note, children }: LineProps) {
  return (
    <li>
      {icon}
      <span className="grow clip" title={name}>
        {name}
      </span>
      {note !== undefined && <span className="muted">{note}</span>}
      {children}
    </li>
  )
}

type SameLineProps = {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly queue: UploadQueue
}

function SameLine({ id, name, title, queue }: SameLineProps) {
  return (
    <li className="flex-wrap">
      <Copy className="icon icon--sm is-warn" />
      <span className="grow basis-40">
        <span className="block">{name}</span>
        <span className="muted block !whitespace-normal">{uploadText.sameAs(title)}</span>
      </span>
      <Button size="sm" onClick={() => queue.skip(id)}>
        {uploadText.skip}
      </Button>
      <Button size="sm" onClick={() => queue.addAnyway(id)}>
        {uploadText.addAnyway}
      </Button>
    </li>
  )
}

type AddedLineProps = {
  readonly id: number
  readonly name: string
  readonly state: Of<'added'>
  readonly queue: UploadQueue
}

function AddedLine({ id, name, state, queue }: AddedLineProps) {
  const session = useSession()
  const { refused } = useSaveState()
  const { document, outletName } = state.added
  // An import whose outlet was refused is refused with it, as one of its followers.
  const refusal = refused.find(({ operation, followers }) =>
    [operation, ...followers].some(({ stream }) => stream.id === document),
  )?.refusal
  if (refusal) return <ProblemLine message={`${name}: ${refusalSentence(refusal).what}`} />
  const zones = uploadText.zones(state.file.proposal.zones.length)
  if (outletName !== null)
    return (
      <Line
        icon={<Check className="icon icon--sm is-good" />}
        name={name}
        note={`${outletName}, ${zones}`}
      />
    )
  return (
    <Line icon={<CircleAlert className="icon icon--sm is-warn" />} name={name}>
      <OutletCombobox
        value={undefined}
        className="w-auto max-w-44 font-medium"
        label={uploadText.whichOutlet}
        placeholder={uploadText.whichOutlet}
        onChoose={(outlet, chosenName) => {
          // Nobody else has written the outlet yet, so the document need not be open.
          const writes = metaDrafts(document, [{ field: 'publisher', value: outlet.id }])
          const performed = session.perform([...outlet.drafts, ...writes])
          if (performed.ok) queue.setOutlet(id, chosenName)
        }}
      />
    </Line>
  )
}

type FailedLineProps = {
  readonly id: number
  readonly state: Of<'failed'>
  readonly queue: UploadQueue
}

function FailedLine({ id, state, queue }: FailedLineProps) {
  return (
    <ProblemLine message={state.message}>
      {state.canRetry && (
        <Button size="sm" onClick={() => queue.retry(id)}>
          {uploadText.retry}
        </Button>
      )}
    </ProblemLine>
  )
}

type ProblemLineProps = { readonly message: string; readonly children?: ReactNode }

function ProblemLine({ message, children }: ProblemLineProps) {
  return (
    <li>
      <CircleAlert className="icon icon--sm is-bad" />
      <span className="grow">{message}</span>
      {children}
    </li>
  )
}
