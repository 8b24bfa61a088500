import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { Button } from '../../components/ui/button.tsx'
import { AlertDialog } from '../../components/ui/dialog.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { importText } from './import-text.ts'
import { canBeTakenBack, importTakenBack, keptCodebook } from './job-outcome.ts'

const text = importText.job
type Job = ApiOutputs['jobs']['list'][number]

/** What an owner can do about an import: stop it while it goes on, take it back when it is there. */
export function ImportActions({ job, jobs }: { readonly job: Job; readonly jobs: readonly Job[] }) {
  const { me, project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const onSettled = () => void client.invalidateQueries()
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onSettled }))
  if (me.role !== 'owner' || job.kind !== 'import') return null
  if (job.state === 'running')
    return (
      <Button
        size="sm"
        isBusy={cancel.isPending}
        onClick={() => cancel.mutate({ project: project.id, job: job.id })}
      >
        {importText.cancel}
      </Button>
    )
  return job.state === 'done' && canBeTakenBack(job.result) ? (
    <TakeBack job={job} jobs={jobs} />
  ) : null
}

function TakeBack({ job, jobs }: { readonly job: Job; readonly jobs: readonly Job[] }) {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const takeBack = useMutation(
    trpc.imports.takeBack.mutationOptions({ onSettled: () => void client.invalidateQueries() }),
  )
  const undoing = jobs.find(({ input }) => importTakenBack(input) === job.id)
  if (undoing?.state === 'running') return <small>{text.takingBack}</small>
  if (undoing?.state === 'done')
    return (
      <small>{keptCodebook(undoing.result) ? text.takenBackButCodebook : text.takenBack}</small>
    )
  return (
    <>
      {(undoing?.state === 'failed' || takeBack.isError) && (
        <small className="is-bad">{undoing?.error ?? text.takeBackFailed}</small>
      )}
      <Button size="sm" isBusy={takeBack.isPending} onClick={() => setIsAsking(true)}>
        {text.takeBack}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={text.confirmTitle}
        text={text.confirmText}
        confirmLabel={text.confirm}
        isBad
        onConfirm={() => {
          setIsAsking(false)
          takeBack.mutate({ project: project.id, job: job.id })
        }}
      />
    </>
  )
}
