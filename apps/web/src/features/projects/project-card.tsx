import { projectIdSchema } from '@parallax/domain'
import {
  Archive,
  ArchiveRestore,
  CopyPlus,
  Ellipsis,
  LogOut,
  Pencil,
  RotateCcw,
} from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { cn } from '../../components/cn.ts'
import { dayText } from '../../components/date-text.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { useArchive } from '../../components/project-changes.ts'
import { type ProjectAct, ProjectDialog } from '../../components/project-dialog.tsx'
import { projectScreenPath } from '../../components/project-path.ts'
import { projectShellText } from '../../components/project-shell-text.ts'
import { IconButton } from '../../components/ui/button.tsx'
import { Menu, MenuItem, MenuRule } from '../../components/ui/menu.tsx'
import { Tag } from '../../components/ui/tag.tsx'
import type { ProjectRow } from './projects-screen.tsx'
import { projectsText as text } from './projects-text.ts'

/** One project: what it is, how much is in it, what can be done with it. */
export function ProjectCard({ project }: { readonly project: ProjectRow }) {
  const [act, setAct] = useState<ProjectAct>()
  const named = { id: projectIdSchema.parse(project.id), name: project.name }
  const archive = useArchive(named)
  const isArchived = project.archivedAt !== null
  return (
    <li className={cn('project', isArchived && 'is-archived')}>
      <h2>
        <Link href={projectScreenPath(project.id, 'documents')}>{project.name}</Link>
      </h2>
      <p>
        {projectShellText.roles[project.role]} · {projectShellText.modes[project.mode]}
      </p>
      {archive.error && <FailureNote what={text.notDone} reason={archive.error} />}
      <p className="project__foot flex-wrap">
        {project.isSample && <Tag>{projectShellText.sample}</Tag>}
        {isArchived && <Tag>{projectShellText.archived}</Tag>}
        <span className="num">{text.documents(project.documents)}</span>
        <span aria-hidden="true">·</span>
        <span className="num">{text.people(project.members)}</span>
        <span className="grow whitespace-nowrap text-end">
          {text.since(dayText(project.createdAt))}
        </span>
      </p>
      <div className="project__menu">
        <ProjectMenu
          project={project}
          onAct={setAct}
          onArchive={() => archive.change(!isArchived)}
        />
      </div>
      {act !== undefined && (
        <ProjectDialog act={act} project={named} onClose={() => setAct(undefined)} />
      )}
    </li>
  )
}

type ProjectMenuProps = {
  readonly project: ProjectRow
  readonly onAct: (act: ProjectAct) => void
  readonly onArchive: () => void
}

function ProjectMenu({ project, onAct, onArchive }: ProjectMenuProps) {
  const isOwner = project.role === 'owner'
  const mayCopy = isOwner || project.role === 'adjudicator'
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={text.more(project.name)}>
          <Ellipsis className="icon" />
        </IconButton>
      }
    >
      {isOwner && (
        <MenuItem icon={<Pencil className="icon icon--sm" />} onSelect={() => onAct('rename')}>
          {text.acts.rename}
        </MenuItem>
      )}
      {mayCopy && (
        <MenuItem
          icon={<CopyPlus className="icon icon--sm" />}
          hint={text.acts.duplicateHint}
          onSelect={() => onAct('duplicate')}
        >
          {text.acts.duplicate}
        </MenuItem>
      )}
      {isOwner && project.isSample && (
        <MenuItem
          icon={<RotateCcw className="icon icon--sm" />}
          hint={text.acts.resetHint}
          onSelect={() => onAct('reset')}
        >
          {text.acts.reset}
        </MenuItem>
      )}
      {isOwner && <ArchiveItem isArchived={project.archivedAt !== null} onSelect={onArchive} />}
      {mayCopy && <MenuRule />}
      <MenuItem icon={<LogOut className="icon icon--sm" />} isBad onSelect={() => onAct('leave')}>
        {text.acts.leave}
      </MenuItem>
    </Menu>
  )
}

type ArchiveItemProps = { readonly isArchived: boolean; readonly onSelect: () => void }

function ArchiveItem({ isArchived, onSelect }: ArchiveItemProps) {
  const Icon = isArchived ? ArchiveRestore : Archive
  return (
    <MenuItem icon={<Icon className="icon icon--sm" />} onSelect={onSelect}>
      {isArchived ? text.acts.unarchive : text.acts.archive}
    </MenuItem>
  )
}
