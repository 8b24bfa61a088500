import { type EntityId, type LayerRecord, type RecordId, resolvedEntity } from '@parallax/domain'
import type { Shape, SurfaceFilter } from '@parallax/surface'
import type { ProjectSession } from '@parallax/sync'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Annotation } from '../annotation.ts'
import { useAfterPaint } from '../use-after-paint.ts'
import {
  isFiltering,
  noFilter,
  passes,
  type RecordFilter,
  type RecordKind,
} from './record-filter.ts'
import { recordMakers } from './record-makers.ts'
import { withEach, withoutEach } from './set-of.ts'

/** What is set, and what else stands out. */
type Choice = RecordFilter & {
  /** The entity whose mentions alone are not dimmed. */
  readonly bright: EntityId | null
}

/** Which records are shown, and how to change that. */
export type FilterControl = {
  readonly choice: Choice
  readonly change: (change: Partial<Choice>) => void
  /** Shows or hides all records of a kind. */
  readonly showKind: (kind: RecordKind, isShown: boolean) => void
  readonly clear: () => void
  /** Whether anything may be left out or dimmed. */
  readonly isActive: boolean
  /** How many records of a kind are shown. */
  readonly countOf: (kind: RecordKind) => number
  /** How many are shown at all. */
  readonly count: number
  /** What the text draws. The same value until what it draws changes. */
  readonly drawn: SurfaceFilter
  /** Whether the card with the choices is open. */
  readonly isOpen: boolean
  readonly setIsOpen: (isOpen: boolean) => void
}

const noChoice: Choice = { ...noFilter, bright: null }

/** What was chosen last, for the other documents that are opened in the same visit. */
const kept = new WeakMap<ProjectSession, Choice>()

/** The filter of the open document: tree, next and previous, counts and drawing follow it. */
export function useRecordFilter(annotation: Annotation): FilterControl {
  const { session, model, registry } = annotation
  const [choice, setChoice] = useState(() => kept.get(session) ?? noChoice)
  const [isOpen, setIsOpen] = useState(false)
  const change = useCallback(
    (next: Partial<Choice>) =>
      setChoice((was) => {
        const now = { ...was, ...next }
        kept.set(session, now)
        return now
      }),
    [session],
  )
  const wanted = useWanted(annotation, choice)
  const listed = useAfterPaint(useMemo(() => ({ wanted }), [wanted]))
  useLayoutEffect(() => {
    // The model: its tree and its neighbours are those of the filter. The text answers first: most rows
    // of the tree are of other records now.
    model.setWanted(listed.wanted)
  }, [model, listed])
  const { hiddenKinds, bright } = choice
  const names = bright === null ? null : registry
  const drawn = useMemo<SurfaceFilter>(() => {
    const shown = (id: string) => model.get(id as RecordId) // records are drawn by their ids
    const isBright = names && bright ? brightnessOf(bright, names) : null
    return {
      shapes: allShapes.filter((shape) => !hiddenKinds.has(shape)),
      shows: wanted && ((id) => isAbsentOr(shown(id), wanted)),
      dims: isBright && ((id) => !isAbsentOr(shown(id), isBright)),
    }
  }, [model, wanted, hiddenKinds, bright, names])
  const counts = useCounts(
    annotation,
    isFiltering({ ...choice, hiddenKinds: noFilter.hiddenKinds }) ? wanted : null,
  )
  return useMemo(
    () => ({
      choice,
      change,
      showKind: (kind, isShown) => {
        const set = isShown ? withoutEach : withEach
        change({ hiddenKinds: set(hiddenKinds, [kind]) })
      },
      clear: () => change(noChoice),
      isActive: isFiltering(choice) || bright !== null,
      countOf: (kind) => {
        if (hiddenKinds.has(kind)) return 0
        return counts ? (counts.get(kind) ?? 0) : annotation.model.count(kind)
      },
      count: counts ? sumOf(counts.values()) : sizeWithout(hiddenKinds, annotation.model),
      drawn,
      isOpen,
      setIsOpen,
    }),
    [annotation, choice, change, hiddenKinds, bright, counts, drawn, isOpen],
  )
}

const allShapes: readonly Shape[] = ['mention', 'claim', 'stance']

type Wanted = (record: LayerRecord) => boolean

/** Says of a record whether the filter shows it; null while nothing is left out. */
function useWanted(annotation: Annotation, filter: RecordFilter): Wanted | null {
  const { session, opened, codebook } = annotation
  const latest = useRef(annotation)
  latest.current = annotation
  const makerOf = useMemo(
    () =>
      recordMakers({
        known: opened.authors,
        entries: () => latest.current.layers.flatMap(({ id }) => session.store.entries(id)),
        version: () => latest.current.model.version,
        me: session.me.userId,
      }),
    [session, opened],
  )
  const { hiddenKinds, labels, people, isUnlinkedOnly } = filter
  return useMemo(() => {
    const facts = { codebook, makerOf }
    const only = { hiddenKinds, labels, people, isUnlinkedOnly }
    return isFiltering(only) ? (record) => passes(only, record, facts) : null
  }, [codebook, makerOf, hiddenKinds, labels, people, isUnlinkedOnly])
}

/**
 * How many records of each kind are shown; null while all are of those that are. Walks them once the
 * screen has time, and not at all where whole kinds are left out.
 */
function useCounts({ model }: Annotation, wanted: Wanted | null) {
  // Without a filter nothing is counted, and so nothing follows a change.
  const version = useAfterPaint(wanted ? model.version : 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that records changed
  return useMemo(() => {
    if (!wanted) return null
    const counts = new Map<RecordKind, number>()
    for (const record of model.all())
      if (wanted(record)) counts.set(record.kind, (counts.get(record.kind) ?? 0) + 1)
    return counts
  }, [model, wanted, version])
}

/** Says of a record whether it is a mention of that entity, also under a name it was merged from. */
function brightnessOf(bright: EntityId, registry: Annotation['registry']): Wanted {
  const same = (id: EntityId) => resolvedEntity(registry, id)?.id ?? id
  const wantedId = same(bright)
  return (record) =>
    record.kind === 'mention' &&
    record.data.entity !== null &&
    same(record.data.entity) === wantedId
}

function isAbsentOr(record: LayerRecord | undefined, is: Wanted): boolean {
  return record === undefined || is(record)
}

function sizeWithout(hidden: ReadonlySet<RecordKind>, model: Annotation['model']): number {
  return model.size - sumOf([...hidden].map((kind) => model.count(kind)))
}

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, each) => sum + each, 0)
}
