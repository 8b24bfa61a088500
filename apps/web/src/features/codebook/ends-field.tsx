import type { LabelData, LabelId, RecordOf } from '@parallax/domain'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '../../components/cn.ts'
import { LabelDot } from '../../components/ui/label-colour.tsx'
import { Switch } from '../../components/ui/switch.tsx'
import { useTools } from './codebook-context.ts'
import { entityTypesInOrder } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { typesAfterPress } from './end-types.ts'
import { Section } from './section.tsx'

const text = codebookText.ends

type Ends = NonNullable<LabelData['ends']>
type EndKind = Ends['from'][number]
const endKinds: readonly EndKind[] = ['mention', 'claim', 'stance']

const anyEnds: Ends = {
  from: endKinds,
  to: endKinds,
  fromTypes: null,
  toTypes: null,
  directed: true,
}

/** What a relation may link, and whether it has a direction. */
export function EndsField({ record }: { readonly record: RecordOf<'label'> }) {
  const { isOwner, set } = useTools()
  const ends = record.data.ends ?? anyEnds
  const write = (next: Partial<Ends>) => set(record.id, 'ends', { ...ends, ...next })
  return (
    <Section title={text.title}>
      <div className="cb__ends">
        <End
          name={text.from}
          kinds={ends.from}
          types={ends.fromTypes}
          onKinds={(from) => write({ from })}
          onTypes={(fromTypes) => write({ fromTypes })}
        />
        <End
          name={text.to}
          kinds={ends.to}
          types={ends.toTypes}
          onKinds={(to) => write({ to })}
          onTypes={(toTypes) => write({ toTypes })}
        />
        <Switch
          label={text.directed}
          hint={text.directedHint}
          checked={ends.directed}
          isDisabled={!isOwner}
          onChange={(directed) => write({ directed })}
        />
      </div>
    </Section>
  )
}

type EndProps = {
  readonly name: string
  readonly kinds: readonly EndKind[]
  /** The entity types that a mention there may have; `null` is every type. */
  readonly types: readonly LabelId[] | null
  readonly onKinds: (kinds: readonly EndKind[]) => void
  readonly onTypes: (types: readonly LabelId[] | null) => void
}

/** One end: which records may stand there, and of a mention which entity types. */
function End({ name, kinds, types, onKinds, onTypes }: EndProps) {
  const toggle = (kind: EndKind) =>
    onKinds(endKinds.filter((each) => kinds.includes(each) !== (each === kind)))
  return (
    <div className="cb__endbox">
      <fieldset className="zones" aria-label={name}>
        <span className="cb__end">{name}</span>
        {endKinds.map((kind) => (
          <EndChip key={kind} isIn={kinds.includes(kind)} onPress={() => toggle(kind)}>
            {text.kinds[kind]}
          </EndChip>
        ))}
      </fieldset>
      {kinds.includes('mention') && <EndTypes name={name} types={types} onChange={onTypes} />}
    </div>
  )
}

type EndTypesProps = {
  readonly name: string
  readonly types: readonly LabelId[] | null
  readonly onChange: (types: readonly LabelId[] | null) => void
}

function EndTypes({ name, types, onChange }: EndTypesProps) {
  const { stream } = useTools()
  // What is no longer offered is shown only where it is one of the limits.
  const offered = entityTypesInOrder(stream).filter(
    ({ id, data }) => !data.deprecated || types?.includes(id),
  )
  const ids = offered.map(({ id }) => id)
  return (
    <fieldset className="zones" aria-label={text.typesOf(name)}>
      <span className="cb__end" aria-hidden="true">
        {text.types}
      </span>
      <EndChip isIn={types === null} onPress={() => onChange(null)}>
        {text.anyType}
      </EndChip>
      {offered.map(({ id, data }) => (
        <EndChip
          key={id}
          isIn={types?.includes(id) ?? false}
          onPress={() => onChange(typesAfterPress(types, id, ids))}
        >
          <LabelDot colour={data.colour} />
          {data.name}
        </EndChip>
      ))}
    </fieldset>
  )
}

type EndChipProps = {
  readonly isIn: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function EndChip({ isIn, onPress, children }: EndChipProps) {
  const { isOwner } = useTools()
  return (
    <button
      type="button"
      className={cn('tag', !isIn && 'tag--dash')}
      aria-pressed={isIn}
      disabled={!isOwner}
      onClick={onPress}
    >
      {isIn && <Check className="icon" />}
      {children}
    </button>
  )
}
