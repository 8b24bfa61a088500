import { useAnnotation } from './annotate-context.ts'
import { useChosenIds } from './choosing/chosen-records.ts'
import { BulkBar, MatchCard } from './lazy-parts.tsx'

/** The bar of the chosen records, once one is chosen. */
export function BulkSlot() {
  const { hands } = useAnnotation()
  return useChosenIds(hands.chosen).size > 0 && <BulkBar />
}

/** The card that tags the same words everywhere, once it is asked for. */
export function MatchSlot() {
  const { asked } = useAnnotation().hands.matching
  return asked && <MatchCard key={asked.words} asked={asked} />
}
