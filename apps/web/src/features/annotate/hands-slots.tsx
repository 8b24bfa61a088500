import { useAnnotation, useDoing } from './annotate-context.ts'
import { useChosenIds } from './choosing/chosen-records.ts'
import { AskingCard, BulkBar, MatchCard, SelectionToolbar } from './lazy-parts.tsx'

/** What can be made of the selected words, once some are selected. */
export function SelectionSlot() {
  return useDoing().selection && <SelectionToolbar />
}

/** The small question of a key, once one is asked. */
export function AskingSlot() {
  return useDoing().asking && <AskingCard />
}

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
