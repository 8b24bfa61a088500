'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useTRPC } from '../sync/trpc.ts'
import { AppShell, PageHead } from './app-shell.tsx'
import { KeysDialog } from './lazy-keys-dialog.tsx'
import { projectScreenPath } from './project-path.ts'
import { usePerson } from './project-shell.tsx'
import { useWindowKeys } from './window-keys.ts'

export type InstanceShellProps = {
  readonly title: string
  readonly lede?: ReactNode
  readonly actions?: ReactNode
  readonly onNewProject?: () => void
  readonly children: ReactNode
}

/** A screen outside of any project: projects, account, this server. */
export function InstanceShell(props: InstanceShellProps) {
  const { title, lede, actions, onNewProject, children } = props
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  const router = useRouter()
  const trpc = useTRPC()
  const projects = useQuery(trpc.projects.list.queryOptions())
  useWindowKeys((event) => {
    if (event.key !== '?') return false
    setIsHelpOpen(true)
    return true
  })
  const shown = (projects.data ?? []).filter(({ archivedAt }) => archivedAt === null)
  return (
    <AppShell
      project={undefined}
      projects={shown.map(({ id, name }) => ({
        id,
        name,
        href: projectScreenPath(id, 'documents'),
      }))}
      items={[]}
      person={usePerson()}
      onNewProject={onNewProject ?? (() => router.push('/projects?new'))}
      onHelp={() => setIsHelpOpen(true)}
    >
      <PageHead title={title} lede={lede} actions={actions} />
      <div className="page__scroll">
        <div className="page__pad">{children}</div>
      </div>
      <KeysDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} here={[]} />
    </AppShell>
  )
}
