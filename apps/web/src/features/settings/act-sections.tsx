import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FailureNote } from '../../components/failure-note.tsx'
import { useArchive } from '../../components/project-changes.ts'
import { type ProjectAct, ProjectDialog } from '../../components/project-dialog.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import type { ProjectDetails } from './settings-screen.tsx'
import { settingsText } from './settings-text.ts'

type ActSectionProps = { readonly project: ProjectDetails }

/** A copy of the project. */
export function CopySection({ project }: ActSectionProps) {
  const { title, text, act } = settingsText.copy
  return (
    <Section title={title} text={text}>
      <AskingButton act="duplicate" project={project} label={act} />
    </Section>
  )
}

/** The sample as it was at first. */
export function SampleSection({ project }: ActSectionProps) {
  const { title, text, act } = settingsText.sample
  return (
    <Section title={title} text={text}>
      <AskingButton act="reset" project={project} label={act} />
    </Section>
  )
}

/** Putting the project away, or going away from it. */
export function EndSection({ project }: ActSectionProps) {
  const router = useRouter()
  const archive = useArchive(project, () => router.push('/projects'))
  const words = settingsText.end
  const isOwner = project.role === 'owner'
  const isArchived = project.archivedAt !== null
  return (
    <Section
      title={isOwner ? words.title : words.leaveTitle}
      text={isOwner ? words.text : words.leaveText}
    >
      {archive.error && <FailureNote what={settingsText.notSaved} reason={archive.error} />}
      {isOwner && (
        <Button onClick={() => archive.change(!isArchived)}>
          {isArchived ? words.unarchive : words.archive}
        </Button>
      )}
      <AskingButton act="leave" project={project} label={words.leave} isBad />
    </Section>
  )
}

type AskingButtonProps = {
  readonly act: ProjectAct
  readonly project: ProjectDetails
  readonly label: string
  readonly isBad?: boolean
}

function AskingButton({ act, project, label, isBad = false }: AskingButtonProps) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <Button look={isBad ? 'bad' : 'plain'} onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      {isAsking && <ProjectDialog act={act} project={project} onClose={() => setIsAsking(false)} />}
    </>
  )
}
