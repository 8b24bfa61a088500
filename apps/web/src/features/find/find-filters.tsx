import { type LabelId, labelsOfSlot, latestCodebook, type UserId } from '@parallax/domain'
import { Select } from '../../components/ui/select.tsx'
import { useCodebookStream, usePeople } from '../../sync/project-provider.tsx'
import { EntityFilter } from './entity-filter.tsx'
import { type FindQuery, type FoundKind, foundKinds } from './find-query.ts'
import { findText as text } from './find-text.ts'

export type FindFiltersProps = {
  readonly query: FindQuery
  readonly onChange: (change: Partial<FindQuery>) => void
}

/** Which records must stand over a hit: a kind, a label, about an entity, somebody's. */
export function FindFilters({ query, onChange }: FindFiltersProps) {
  const codebook = latestCodebook(useCodebookStream())
  const people = usePeople()
  const labels = codebook ? labelsOfSlot(codebook, 'entityType') : []
  return (
    <div className="find__filters">
      <Select
        label={text.where}
        value={query.kind ?? none}
        options={[
          { value: none, label: text.anywhere },
          ...foundKinds.map((kind) => ({ value: kind, label: text.within[kind] })),
        ]}
        // An option other than none is a kind.
        onChange={(kind) => onChange({ kind: kind === none ? null : (kind as FoundKind) })}
      />
      <Select
        label={text.label}
        value={query.label ?? none}
        options={[
          { value: none, label: text.anyLabel },
          ...labels.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        // An option other than none is the id of a label.
        onChange={(label) => onChange({ label: label === none ? null : (label as LabelId) })}
      />
      <EntityFilter entity={query.entity} onChange={(entity) => onChange({ entity })} />
      {people.length > 1 && (
        <Select
          label={text.author}
          value={query.author ?? none}
          options={[
            { value: none, label: text.anyone },
            ...people.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          // An option other than none is the id of a person.
          onChange={(author) => onChange({ author: author === none ? null : (author as UserId) })}
        />
      )}
    </div>
  )
}

const none = 'none'
