import { Button } from '../../../components/ui/button.tsx'
import { Tag } from '../../../components/ui/tag.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import type { Annotation } from '../annotation.ts'
import { layerName } from '../layer-name.ts'
import { labelName, nameOf } from '../record-words.ts'
import { filterText } from './filter-text.ts'
import { withoutEach } from './set-of.ts'
import type { FilterControl } from './use-record-filter.ts'

type Chip = { readonly name: string; readonly onRemove: () => void }

/** What the filter is set to, each with a cross, above the tree; nothing while all is shown. */
export function FilterChips() {
  const { annotation, hands } = useAnnotation()
  const chips = setChips(annotation, hands.filter)
  if (chips.length === 0) return null
  return (
    <section className="filterchips" aria-label={filterText.set}>
      {chips.map(({ name, onRemove }) => (
        <Tag key={name} look="plain" removal={{ name, onRemove }}>
          {name}
        </Tag>
      ))}
      <ClearFilter />
      <span className="sr-only" role="status">
        {filterText.counted(hands.filter.count)}
      </span>
    </section>
  )
}

/** What stands in the tree when there is nothing to show, with the way on. */
export function EmptyTree() {
  const { annotation, hands } = useAnnotation()
  if (setChips(annotation, hands.filter).length === 0)
    return (
      <p className="insp__none">
        <b>{annotateText.emptyTreeTitle}.</b> {annotateText.emptyTree}
      </p>
    )
  return (
    <div className="insp__none">
      <p>{filterText.nothing}</p>
      <ClearFilter />
    </div>
  )
}

function ClearFilter() {
  const { annotation, hands, surface } = useAnnotation()
  const clear = () => {
    hands.filter.clear()
    for (const { id } of annotation.layers) annotation.showLayer(id, true)
    surface.current?.announce(filterText.cleared)
  }
  return (
    <Button size="sm" look="ghost" onClick={clear}>
      {filterText.clear}
    </Button>
  )
}

/** A chip for each thing that the filter is set to. */
export function setChips(
  annotation: Annotation,
  { choice, change }: FilterControl,
): readonly Chip[] {
  const { hiddenKinds, labels, people, isUnlinkedOnly, bright } = choice
  const { session } = annotation
  const layers = annotation.layers.filter(({ id }) => !annotation.shownLayers.has(id))
  return [
    ...(bright === null
      ? []
      : [
          {
            name: filterText.bright(nameOf(bright, annotation)),
            onRemove: () => change({ bright: null }),
          },
        ]),
    ...(isUnlinkedOnly
      ? [{ name: filterText.unlinkedOnly, onRemove: () => change({ isUnlinkedOnly: false }) }]
      : []),
    ...[...people].map((id) => ({
      name: id === session.me.userId ? filterText.me : filterText.madeBy(session.personName(id)),
      onRemove: () => change({ people: withoutEach(people, [id]) }),
    })),
    ...[...labels].map((id) => ({
      name: labelName(id, annotation),
      onRemove: () => change({ labels: withoutEach(labels, [id]) }),
    })),
    ...[...hiddenKinds].map((kind) => ({
      name: filterText.withoutKind(filterText.kindNames[kind]),
      onRemove: () => change({ hiddenKinds: withoutEach(hiddenKinds, [kind]) }),
    })),
    ...layers.map((layer) => ({
      name: filterText.withoutLayer(layerName(layer, annotation)),
      onRemove: () => annotation.showLayer(layer.id, true),
    })),
  ]
}
