import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FailureNote } from '../../components/failure-note.tsx'
import { releasesText } from '../../components/releases/releases-text.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input, Textarea } from '../../components/ui/input.tsx'
import { useOnceAtATime } from '../../components/use-once-at-a-time.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { LayerChoices } from './layer-choices.tsx'
import { SplitChoices } from './split-choices.tsx'
import { anySeed, choiceOf, newRelease, type WantedRelease } from './wanted-release.ts'

const text = releasesText.dialog

/** Chooses what is released and how it is divided, shows what that gives, and makes it. */
export function MakeReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const { project } = useSession()
  const trpc = useTRPC()
  const [wanted, setWanted] = useState(() => newRelease(anySeed()))
  const layers = useQuery(trpc.releases.layers.queryOptions({ project: project.id }))
  const chosen = choiceOf(wanted, layers.data ?? [])
  const make = useMake(onClose)
  const makeOne = useOnceAtATime(make)
  const change = (part: Partial<WantedRelease>) => setWanted({ ...wanted, ...part })
  const { title, notes, licence, hasSplits, draw } = wanted
  const submit = () => {
    const said = { title, notes, licence }
    makeOne({ project: project.id, ...said, chosen, draw: hasSplits ? draw : null })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title={text.title}
      lede={text.lede}
      foot={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button
            look="primary"
            isBusy={make.isPending}
            disabled={!layers.isSuccess}
            onClick={submit}
          >
            {text.submit}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (layers.isSuccess) submit()
        }}
      >
        {make.error && <FailureNote what={text.notMade} reason={make.error} />}
        <Words wanted={wanted} onChange={change} />
        <LayerChoices layers={layers} wanted={wanted} onChange={change} />
        {layers.isSuccess && <SplitChoices chosen={chosen} wanted={wanted} onChange={change} />}
      </form>
    </Dialog>
  )
}

function useMake(onBegun: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.releases.make.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.jobs.list.pathFilter())
        onBegun()
      },
    }),
  )
}

export type ChoicesProps = {
  readonly wanted: WantedRelease
  readonly onChange: (part: Partial<WantedRelease>) => void
}

function Words({ wanted, onChange }: ChoicesProps) {
  return (
    <>
      <div className="release__words">
        <Field label={text.name} isOptional>
          <Input
            value={wanted.title}
            maxLength={200}
            placeholder={text.namePlaceholder}
            onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
          />
        </Field>
        <Field label={text.licence} isOptional>
          <Input
            value={wanted.licence}
            maxLength={200}
            placeholder={text.licencePlaceholder}
            onChange={({ currentTarget }) => onChange({ licence: currentTarget.value })}
          />
        </Field>
      </div>
      <Field label={text.notes} isOptional hint={text.notesHint}>
        <Textarea
          value={wanted.notes}
          maxLength={10_000}
          onChange={({ currentTarget }) => onChange({ notes: currentTarget.value })}
        />
      </Field>
    </>
  )
}
