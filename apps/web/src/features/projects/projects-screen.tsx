'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, Server } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { CreateProjectDialog } from '../../components/create-project-dialog.tsx'
import { FailedState } from '../../components/failed-state.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { InstanceShell } from '../../components/instance-shell.tsx'
import { useOpenSample } from '../../components/project-changes.ts'
import { projectScreenPath } from '../../components/project-path.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState, SkeletonRows } from '../../components/ui/states.tsx'
import { useVisitor } from '../../components/visitor.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { ProjectCard } from './project-card.tsx'
import { projectsText } from './projects-text.ts'

export type ProjectRow = ApiOutputs['projects']['list'][number]

/** The projects a person is in, and the ways to a new one. */
export function ProjectsScreen() {
  const trpc = useTRPC()
  const router = useRouter()
  const isAsked = useSearchParams().get('new') !== null
  const [isCreating, setIsCreating] = useState(isAsked)
  const projects = useQuery(trpc.projects.list.queryOptions())
  const create = () => setIsCreating(true)
  return (
    <InstanceShell
      title={projectsText.title}
      lede={projects.data && projectsText.count(projects.data.length)}
      onNewProject={create}
      actions={<ProjectsActions isFirst={projects.data?.length === 0} onCreate={create} />}
    >
      {projects.data ? (
        <ProjectCards projects={projects.data} onCreate={create} />
      ) : projects.error ? (
        <FailedState
          title={projectsText.failed}
          reason={projects.error}
          onRetry={() => void projects.refetch()}
        />
      ) : (
        <SkeletonRows label={projectsText.loading} />
      )}
      {(isCreating || isAsked) && (
        <CreateProjectDialog
          onCreated={(id) => router.push(projectScreenPath(id, 'documents'))}
          onClose={() => {
            setIsCreating(false)
            router.replace('/projects')
          }}
        />
      )}
    </InstanceShell>
  )
}

type ProjectsActionsProps = {
  /** There is no project yet: the page itself offers the way in. */
  readonly isFirst: boolean
  readonly onCreate: () => void
}

function ProjectsActions({ isFirst, onCreate }: ProjectsActionsProps) {
  const { user } = useVisitor()
  return (
    <>
      {user?.isInstanceOwner === true && (
        <Button asChild>
          <Link href="/instance">
            <Server className="icon icon--sm" />
            {projectsText.instance}
          </Link>
        </Button>
      )}
      <Button look={isFirst ? 'plain' : 'primary'} onClick={onCreate}>
        <Plus className="icon icon--sm" />
        {projectsText.create}
      </Button>
    </>
  )
}

type ProjectCardsProps = {
  readonly projects: readonly ProjectRow[]
  readonly onCreate: () => void
}

function ProjectCards({ projects, onCreate }: ProjectCardsProps) {
  const open = projects.filter(({ archivedAt }) => archivedAt === null)
  const archived = projects.filter(({ archivedAt }) => archivedAt !== null)
  if (projects.length === 0) return <NoProjects onCreate={onCreate} />
  return (
    <div className="grid gap-8">
      <Cards projects={open} />
      {!open.some(({ isSample }) => isSample) && <SampleButton />}
      {archived.length > 0 && (
        <details>
          <summary className="h2 mb-3 cursor-pointer">
            {projectsText.showArchived(archived.length)}
          </summary>
          <Cards projects={archived} />
        </details>
      )}
    </div>
  )
}

function Cards({ projects }: { readonly projects: readonly ProjectRow[] }) {
  return (
    <ul className="projects">
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </ul>
  )
}

function NoProjects({ onCreate }: { readonly onCreate: () => void }) {
  return (
    <EmptyState
      title={projectsText.empty.title}
      text={projectsText.empty.text}
      actions={
        <>
          <Button look="primary" onClick={onCreate}>
            {projectsText.create}
          </Button>
          <SampleButton />
        </>
      }
    />
  )
}

function SampleButton() {
  const router = useRouter()
  const open = useOpenSample((path) => router.push(path))
  return (
    <div className="grid justify-items-start gap-3">
      <Button isBusy={open.isPending || open.isSuccess} onClick={() => open.mutate()}>
        {projectsText.sample}
      </Button>
      {open.error && <FailureNote what={projectsText.sampleFailed} reason={open.error} />}
    </div>
  )
}
