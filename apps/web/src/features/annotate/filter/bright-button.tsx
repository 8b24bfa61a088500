import type { RecordOf } from '@parallax/domain'
import { Button } from '../../../components/ui/button.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { useCap } from '../commands/use-bindings.ts'
import { filterText } from './filter-text.ts'

/** Lets only the mentions of a linked mention's entity stand out, or everything again. */
export function BrightButton({ record }: { readonly record: RecordOf<'mention'> }) {
  const { hands } = useAnnotation()
  const cap = useCap('filter.bright')
  const { choice, change } = hands.filter
  const { entity } = record.data
  if (!entity) return null
  const isOn = choice.bright === entity
  return (
    <Button
      look="ghost"
      size="sm"
      keyCap={cap}
      aria-pressed={isOn}
      onClick={() => change({ bright: isOn ? null : entity })}
    >
      {isOn ? filterText.undim : filterText.dim}
    </Button>
  )
}
