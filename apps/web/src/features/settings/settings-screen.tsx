'use client'

import { projectIdSchema } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { FailedState } from '../../components/failed-state.tsx'
import { ProjectShell } from '../../components/project-shell.tsx'
import { Note, SkeletonRows } from '../../components/ui/states.tsx'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { CopySection, EndSection, SampleSection } from './act-sections.tsx'
import { AuditSection } from './audit-section.tsx'
import { ModeSection, NameSection } from './project-sections.tsx'
import { settingsText } from './settings-text.ts'

export type ProjectDetails = ApiOutputs['projects']['get']

/** What a project is called, how people work in it, and its end. */
export function SettingsScreen() {
  const trpc = useTRPC()
  const { project } = useSession()
  const details = useQuery(trpc.projects.get.queryOptions({ project: project.id }))
  return (
    <ProjectShell current="settings" title={settingsText.title}>
      <div className="page__scroll">
        <div className="page__pad max-w-5xl">
          {details.data ? (
            <Sections project={details.data} />
          ) : details.error ? (
            <FailedState
              title={settingsText.failed}
              reason={details.error}
              onRetry={() => void details.refetch()}
            />
          ) : (
            <SkeletonRows label={settingsText.loading} />
          )}
        </div>
      </div>
    </ProjectShell>
  )
}

function Sections({ project }: { readonly project: ProjectDetails }) {
  const isOwner = project.role === 'owner'
  return (
    <>
      {!isOwner && <Note>{settingsText.onlyOwners}</Note>}
      <NameSection project={project} />
      <ModeSection project={project} />
      {(isOwner || project.role === 'adjudicator') && <CopySection project={project} />}
      {isOwner && project.isSample && <SampleSection project={project} />}
      <EndSection project={project} />
      {isOwner && <AuditSection project={projectIdSchema.parse(project.id)} />}
    </>
  )
}
