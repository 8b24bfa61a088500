import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FailureNote } from '../../components/failure-note.tsx'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Textarea } from '../../components/ui/input.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'

const text = releasesText.page

/** Marks a release as one that nobody should use, with a reason. */
export function WithdrawButton({ number }: { readonly number: number }) {
  const { project } = useSession()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useMutation(
    trpc.releases.withdraw.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.releases.pathFilter())
        setIsOpen(false)
      },
    }),
  )
  return (
    <section className="release__side">
      <Button look="bad" size="sm" onClick={() => setIsOpen(true)}>
        {text.withdraw}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={text.withdrawSubmit}
        lede={text.withdrawText}
        foot={
          <Button
            look="bad-fill"
            isBusy={withdraw.isPending}
            disabled={reason.trim() === ''}
            onClick={() => withdraw.mutate({ project: project.id, number, reason })}
          >
            {text.withdrawSubmit}
          </Button>
        }
      >
        <div className="form">
          {withdraw.error && <FailureNote what={text.notWithdrawn} reason={withdraw.error} />}
          <Field label={text.reason}>
            <Textarea
              value={reason}
              maxLength={2_000}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </Field>
        </div>
      </Dialog>
    </section>
  )
}
