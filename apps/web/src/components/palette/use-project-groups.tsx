import { labelsOfSlot, latestCodebook } from '@parallax/domain'
import { plainQuestion } from '@parallax/find'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileText, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCodebookStream, useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'
import { type NavScreen, navIcons } from '../app-nav.tsx'
import { findPath } from '../find/question-address.ts'
import { pagesText } from '../pages-text.ts'
import { documentPath, projectScreenPath, registryPath } from '../project-path.ts'
import { Glyph } from '../ui/record-marks.tsx'
import { useDebounced } from '../use-debounced.ts'
import type { PaletteGroup, PaletteItem, PaletteSource } from './palette-source.ts'
import { paletteText as text } from './palette-text.ts'

const pauseMs = 90
const shownEach = 5

export type ProjectGroups = {
  readonly groups: readonly PaletteGroup[]
  readonly isLoading: boolean
}

/** What the project has for these words: entities, propositions, documents, screens. */
export function useProjectGroups(words: string, screen: PaletteSource | undefined): ProjectGroups {
  const asked = useDebounced(words.trim(), pauseMs)
  const registry = useRegistryItems(asked, screen)
  const documents = useDocumentItems(asked)
  const isAsked = words.trim() !== ''
  const found = (id: string, title: string, items: readonly PaletteItem[]): PaletteGroup => ({
    ...{ id, title, isFound: true },
    items: isAsked ? items : [],
  })
  return {
    groups: [
      found('registry', text.registry, registry.items),
      found('documents', text.documents, documents.items),
      useScreens(words.trim()),
    ],
    isLoading: isAsked && (registry.isLoading || documents.isLoading || asked !== words.trim()),
  }
}

type FoundItems = { readonly items: readonly PaletteItem[]; readonly isLoading: boolean }

/** The next key calls off what was asked; until the answer is there the last one stays. */
const asking = (query: string) => ({
  enabled: query !== '',
  placeholderData: keepPreviousData,
  trpc: { abortOnUnmount: true },
})

function useRegistryItems(query: string, screen: PaletteSource | undefined): FoundItems {
  const trpc = useTRPC()
  const router = useRouter()
  const { id: project } = useSession().project
  const ask = (kind: 'entity' | 'proposition') =>
    trpc.registry.search.queryOptions({ project, kind, query, limit: shownEach }, asking(query))
  const entities = useQuery(ask('entity'))
  const propositions = useQuery(ask('proposition'))
  const go = (kind: 'entity' | 'proposition', id: string) => () => {
    if (screen?.onRegistryItem?.(id) !== true) router.push(registryPath(project, kind, id))
  }
  const types = useEntityTypes()
  const entityItems = (entities.data?.rows ?? []).map((row) => ({
    id: `entity ${row.id}`,
    title: row.title,
    also: row.aliases.join(' '),
    hint: text.mentions(row.mentions, row.documents),
    ...types.get(row.type ?? ''),
    isSerif: true,
    run: go('entity', row.id),
  }))
  const propositionItems = (propositions.data?.rows ?? []).map((row) => ({
    id: `proposition ${row.id}`,
    title: row.title,
    hint: text.mentions(row.mentions, row.documents),
    mark: <Glyph kind="claim" />,
    isSerif: true,
    run: go('proposition', row.id),
  }))
  return {
    items: [...entityItems, ...propositionItems],
    isLoading: entities.isFetching || propositions.isFetching,
  }
}

/** How the types of entities look and are called, by their ids. */
function useEntityTypes(): ReadonlyMap<string, Pick<PaletteItem, 'mark' | 'note'>> {
  const codebook = latestCodebook(useCodebookStream())
  const types = codebook ? labelsOfSlot(codebook, 'entityType') : []
  return new Map(
    types.map(({ id, name, colour }) => [
      id,
      { note: name, mark: <Glyph kind="mention" colour={colour} /> },
    ]),
  )
}

function useDocumentItems(query: string): FoundItems {
  const trpc = useTRPC()
  const router = useRouter()
  const { id: project } = useSession().project
  const options = trpc.documents.list.queryOptions(
    { project, search: query, limit: shownEach },
    asking(query),
  )
  const { data, isFetching } = useQuery(options)
  const items = (data?.rows ?? []).map((row) => ({
    id: `document ${row.id}`,
    title: row.title,
    ...(row.publisher ? { hint: row.publisher.name } : {}),
    mark: <FileText className="icon icon--sm" />,
    isSerif: true,
    run: () => router.push(documentPath(project, row.id)),
  }))
  return { items, isLoading: isFetching }
}

const screens: readonly NavScreen[] = [
  'documents',
  'registry',
  'codebook',
  'datasets',
  'team',
  'settings',
]

function useScreens(words: string): PaletteGroup {
  const router = useRouter()
  const { id: project } = useSession().project
  const find: PaletteItem = {
    id: 'find',
    title: text.findInProject(words),
    mark: <Search className="icon icon--sm" />,
    run: () => router.push(findPath(project, plainQuestion(words))),
  }
  const items = screens.map((screen) => {
    const Icon = navIcons[screen]
    return {
      id: `screen ${screen}`,
      title: pagesText.nav.items[screen],
      mark: <Icon className="icon icon--sm" />,
      run: () => router.push(projectScreenPath(project, screen)),
    }
  })
  return { id: 'go', title: text.goTo, items: [find, ...items] }
}
