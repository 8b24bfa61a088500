import type { LabelData, RecordOf } from '@parallax/domain'
import { Check } from 'lucide-react'
import { cn } from '../../components/cn.ts'
import { Switch } from '../../components/ui/checkbox.tsx'
import { useTools } from './codebook-context.ts'
import { codebookText } from './codebook-text.ts'
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
        <EndKinds name={text.from} kinds={ends.from} onChange={(from) => write({ from })} />
        <EndKinds name={text.to} kinds={ends.to} onChange={(to) => write({ to })} />
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

type EndKindsProps = {
  readonly name: string
  readonly kinds: readonly EndKind[]
  readonly onChange: (kinds: readonly EndKind[]) => void
}

function EndKinds({ name, kinds, onChange }: EndKindsProps) {
  const { isOwner } = useTools()
  return (
    <fieldset className="zones" aria-label={name}>
      <span className="cb__end">{name}</span>
      {endKinds.map((kind) => {
        const isIn = kinds.includes(kind)
        return (
          <button
            key={kind}
            type="button"
            className={cn('tag', !isIn && 'tag--dash')}
            aria-pressed={isIn}
            disabled={!isOwner}
            onClick={() =>
              onChange(endKinds.filter((each) => kinds.includes(each) !== (each === kind)))
            }
          >
            {isIn && <Check className="icon" />}
            {text.kinds[kind]}
          </button>
        )
      })}
    </fieldset>
  )
}
