import {
  BookMarked,
  FileText,
  Menu as MenuIcon,
  Package,
  Search,
  Settings2,
  Tag,
  Users,
  X,
} from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { pagesText } from './pages-text.ts'
import { PersonMenu } from './person-menu.tsx'
import { type NavProject, ProjectMenu } from './project-menu.tsx'
import { IconButton } from './ui/button.tsx'
import { Face } from './ui/face.tsx'
import { Kbd } from './ui/kbd.tsx'

/** The sign of each screen. */
export const navIcons = {
  documents: FileText,
  find: Search,
  registry: Tag,
  codebook: BookMarked,
  datasets: Package,
  team: Users,
  settings: Settings2,
}

/** A screen of a project, in the order the navigation shows them. */
export type NavScreen = keyof typeof navIcons

const groups = ['work', 'results', 'project'] as const

const groupOf: Record<NavScreen, (typeof groups)[number]> = {
  documents: 'work',
  find: 'work',
  registry: 'work',
  codebook: 'work',
  datasets: 'results',
  team: 'project',
  settings: 'project',
}

export type NavItem = {
  readonly screen: NavScreen
  readonly href: string
  readonly count?: number
}

export type AppNavProps = {
  /** The project that is open; undefined on the screens of the instance (projects, account). */
  readonly project: NavProject | undefined
  readonly projects: readonly NavProject[]
  /** The screens that exist and that this person may see. */
  readonly items: readonly NavItem[]
  readonly current?: NavScreen
  readonly person: { readonly id: string; readonly name: string }
  readonly onNewProject?: () => void
  /** Shows all keys. */
  readonly onHelp?: () => void
  /** What waits for the person, above their name. */
  readonly news?: ReactNode
}

/** The navigation of a project. */
export function AppNav(props: AppNavProps) {
  const [isOpen, setIsOpen] = useState(false)
  const Icon = isOpen ? X : MenuIcon
  return (
    <nav
      className="nav"
      aria-label={pagesText.nav.label}
      data-open={isOpen || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setIsOpen(false)
      }}
    >
      <div className="nav__bar">
        <ProjectMenu
          project={props.project}
          projects={props.projects}
          onNewProject={props.onNewProject}
        />
        <IconButton
          className="nav__toggle"
          label={pagesText.nav.menu}
          aria-expanded={isOpen}
          aria-controls="nav-body"
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon className="icon" />
        </IconButton>
      </div>
      <div className="nav__body" id="nav-body">
        <NavGroups items={props.items} current={props.current} onGo={() => setIsOpen(false)} />
        {props.news !== undefined && <div className="nav__news">{props.news}</div>}
        <NavFoot person={props.person} onHelp={props.onHelp} />
      </div>
    </nav>
  )
}

type NavGroupsProps = {
  readonly items: readonly NavItem[]
  readonly current: NavScreen | undefined
  readonly onGo: () => void
}

function NavGroups({ items, current, onGo }: NavGroupsProps) {
  return groups.map((group) => {
    const members = items.filter((item) => groupOf[item.screen] === group)
    if (members.length === 0) return null
    return (
      <NavGroup key={group} title={pagesText.nav.groups[group]}>
        {members.map((item) => (
          <NavLink key={item.screen} item={item} isCurrent={item.screen === current} onGo={onGo} />
        ))}
      </NavGroup>
    )
  })
}

function NavGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      {title !== '' && <p className="nav__group">{title}</p>}
      <ul className="nav__list">{children}</ul>
    </>
  )
}

type NavLinkProps = {
  readonly item: NavItem
  readonly isCurrent: boolean
  readonly onGo: () => void
}

function NavLink({ item, isCurrent, onGo }: NavLinkProps) {
  const Icon = navIcons[item.screen]
  return (
    <li>
      <Link
        className="nav__item"
        href={item.href}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onGo}
      >
        <Icon className="icon" />
        {pagesText.nav.items[item.screen]}
        {item.count !== undefined && <span className="count">{item.count}</span>}
      </Link>
    </li>
  )
}

type NavFootProps = {
  readonly person: AppNavProps['person']
  readonly onHelp: (() => void) | undefined
}

function NavFoot({ person, onHelp }: NavFootProps) {
  return (
    <div className="nav__foot">
      <PersonMenu
        trigger={
          <button type="button" className="nav__person">
            <Face userId={person.id} name={person.name} size="sm" isDecorative />
            <span className="grow clip">{person.name}</span>
            <span className="sr-only">{pagesText.nav.person}</span>
          </button>
        }
      />
      {onHelp !== undefined && (
        <button
          type="button"
          className="nav__help"
          aria-label={pagesText.nav.keys}
          aria-keyshortcuts="?"
          onClick={onHelp}
        >
          <Kbd>?</Kbd>
        </button>
      )}
    </div>
  )
}
