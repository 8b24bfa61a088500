'use client'

import { type ProjectMode, roles } from '@parallax/domain'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useSession } from '../sync/project-provider.tsx'
import { useTRPC } from '../sync/trpc.ts'
import type { NavItem, NavScreen } from './app-nav.tsx'
import { AppShell, PageHead } from './app-shell.tsx'
import { ShellConflictSlot } from './conflict/shell-conflict-slot.tsx'
import type { KeyLine } from './keys-dialog.tsx'
import { KeysDialog } from './lazy-keys-dialog.tsx'
import { MentionsMenu } from './mentions-menu.tsx'
import type { NavProject } from './project-menu.tsx'
import { projectScreenPath } from './project-path.ts'
import { projectShellText } from './project-shell-text.ts'
import { SaveStateLine } from './save-state-line.tsx'
import { useUndoing } from './undo/undo-provider.tsx'
import { useVisitor } from './visitor.tsx'
import { isPlainKey, useWindowKeys } from './window-keys.ts'

export type ProjectShellProps = {
  readonly current: NavScreen
  readonly title: string
  /** How much there is, in a few words. */
  readonly lede?: ReactNode
  /** Buttons of the page, the primary one last. */
  readonly actions?: ReactNode
  /** Keys of this screen, shown with `?`. */
  readonly keys?: readonly KeyLine[]
  readonly children: ReactNode
}

/** A screen of the open project: navigation, head with save state, the page below. */
export function ProjectShell(props: ProjectShellProps) {
  const { current, title, lede, actions, keys = [], children } = props
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  const undoing = useUndoing()
  useWindowKeys((event) => {
    if (event.key === '?') setIsHelpOpen(true)
    else if (isUndo(event)) void (event.shiftKey ? undoing.redo() : undoing.undo())
    else return false
    return true
  })
  return (
    <ProjectNavShell current={current} onHelp={() => setIsHelpOpen(true)}>
      <PageHead
        title={title}
        lede={lede}
        actions={
          <>
            <SaveStateLine isQuiet />
            {actions}
          </>
        }
      />
      {children}
      <ShellConflictSlot />
      <KeysDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} here={keys} />
    </ProjectNavShell>
  )
}

function isUndo(event: KeyboardEvent): boolean {
  return !isPlainKey(event) && !event.altKey && event.key.toLowerCase() === 'z'
}

export type ProjectNavShellProps = {
  readonly current: NavScreen
  readonly onHelp: () => void
  readonly children: ReactNode
}

/** The navigation of the open project around a page that brings its own head. */
export function ProjectNavShell({ current, onHelp, children }: ProjectNavShellProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const { project } = useSession()
  const projects = useQuery(trpc.projects.list.queryOptions())
  const details = useQuery(trpc.projects.get.queryOptions({ project: project.id }))
  const open: NavProject = {
    id: project.id,
    name: details.data?.name ?? project.name,
    href: projectScreenPath(project.id, 'documents'),
    note: projectShellText.note(details.data?.mode ?? project.mode, project.isSample),
  }
  return (
    <AppShell
      project={open}
      projects={(projects.data ?? []).filter(({ archivedAt }) => archivedAt === null).map(asNav)}
      items={navItems(project.id, details.data?.counts.documents)}
      current={current}
      person={usePerson()}
      onNewProject={() => router.push('/projects?new')}
      onHelp={onHelp}
      news={<MentionsMenu />}
    >
      {children}
    </AppShell>
  )
}

/** The person as the navigation shows them. */
export function usePerson(): { readonly id: string; readonly name: string } {
  const { user } = useVisitor()
  return { id: user?.id ?? '', name: user?.name ?? '' }
}

function asNav(project: { readonly id: string; readonly name: string }): NavProject {
  const { id, name } = project
  return { id, name, href: projectScreenPath(id, 'documents') }
}

const navScreens: readonly NavScreen[] = [
  'documents',
  'find',
  'registry',
  'codebook',
  'datasets',
  'team',
  'settings',
]

function navItems(project: string, documents: number | undefined): NavItem[] {
  return navScreens.map((screen) => ({
    screen,
    href: projectScreenPath(project, screen),
    ...(screen === 'documents' && documents !== undefined ? { count: documents } : {}),
  }))
}

/** Roles as a person chooses them. */
export const roleOptions = roles.map((value) => ({ value, label: projectShellText.roles[value] }))

/** Modes as a person chooses them; `blind` is not offered before lists and exports honour it. */
export const modeOptions = (['together', 'side-by-side'] as const satisfies ProjectMode[]).map(
  (value) => ({ value, label: projectShellText.modes[value] }),
)
