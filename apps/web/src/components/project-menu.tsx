import { ChevronsUpDown, LayoutGrid, Plus } from 'lucide-react'
import { Mark } from './brand.tsx'
import { pagesText } from './pages-text.ts'
import { Menu, MenuItem, MenuLabel, MenuRule } from './ui/menu.tsx'

export type NavProject = {
  readonly id: string
  readonly name: string
  readonly href: string
  /** A few words under the name. */
  readonly note?: string
}

export type ProjectMenuProps = {
  readonly project: NavProject | undefined
  readonly projects: readonly NavProject[]
  readonly onNewProject: (() => void) | undefined
}

/** The project that is open, and the way to the others. */
export function ProjectMenu({ project, projects, onNewProject }: ProjectMenuProps) {
  return (
    <Menu trigger={<ProjectButton project={project} />}>
      {projects.length > 0 && <MenuLabel>{pagesText.nav.projects}</MenuLabel>}
      {projects.map((other) => (
        <MenuItem key={other.id} href={other.href} isCurrent={other.id === project?.id}>
          {other.name}
        </MenuItem>
      ))}
      {projects.length > 0 && <MenuRule />}
      <MenuItem href="/" icon={<LayoutGrid className="icon icon--sm" />}>
        {pagesText.nav.allProjects}
      </MenuItem>
      {onNewProject !== undefined && (
        <MenuItem icon={<Plus className="icon icon--sm" />} onSelect={onNewProject}>
          {pagesText.nav.newProject}
        </MenuItem>
      )}
    </Menu>
  )
}

type ProjectButtonProps = React.ComponentProps<'button'> & {
  readonly project: NavProject | undefined
}

function ProjectButton({ project, ...rest }: ProjectButtonProps) {
  return (
    <button type="button" {...rest} className="nav__project">
      <Mark />
      <span className="grow">
        <span className="clip">{project?.name ?? 'Parallax'}</span>
        {project?.note !== undefined && <small>{project.note}</small>}
      </span>
      <ChevronsUpDown className="icon icon--sm muted" />
    </button>
  )
}
