import { useMutation } from '@tanstack/react-query'
import { FailureNote } from '../../components/failure-note.tsx'
import { NameForm } from '../../components/name-form.tsx'
import { useRefetchProjects } from '../../components/project-changes.ts'
import { modeOptions } from '../../components/project-shell.tsx'
import { Section } from '../../components/section.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import type { ProjectDetails } from './settings-screen.tsx'
import { settingsText } from './settings-text.ts'

type SectionProps = { readonly project: ProjectDetails }

/** The project's name. */
export function NameSection({ project }: SectionProps) {
  const update = useUpdate()
  const { title, text, field, missing, submit } = settingsText.name
  return (
    <Section title={title} text={text}>
      {update.error && <FailureNote what={settingsText.notSaved} reason={update.error} />}
      <NameForm
        label={field}
        name={project.name}
        mostLetters={200}
        missing={missing}
        submit={submit}
        isBusy={update.isPending}
        isDisabled={project.role !== 'owner'}
        onSave={(name) => update.mutate({ project: project.id, name })}
      />
    </Section>
  )
}

/** Together or side by side. The tab opens the project anew, since layers to write in differ. */
export function ModeSection({ project }: SectionProps) {
  const update = useUpdate(() => window.location.reload())
  const { title, text, hints } = settingsText.mode
  return (
    <Section title={title} text={text}>
      {update.error && <FailureNote what={settingsText.notSaved} reason={update.error} />}
      <div>
        <Segmented
          label={title}
          options={modeOptions}
          value={modeOptions.find(({ value }) => value === project.mode)?.value}
          isDisabled={project.role !== 'owner' || update.isPending}
          onChange={(mode) => update.mutate({ project: project.id, mode })}
        />
        <p className="hint">{hints[project.mode]}</p>
      </div>
    </Section>
  )
}

function useUpdate(onSaved?: () => void) {
  const trpc = useTRPC()
  const refetch = useRefetchProjects()
  return useMutation(
    trpc.projects.update.mutationOptions({
      onSuccess: () => {
        refetch()
        onSaved?.()
      },
    }),
  )
}
