import { recordsOf, type StreamState } from '@parallax/domain'
import { standsForItself } from './same-names.ts'

/** How many entities and propositions stand for themselves: merged ones count with the one they stand for. */
export function countOwn(registry: StreamState): { entities: number; propositions: number } {
  return {
    entities: [...recordsOf(registry, 'entity')].filter(standsForItself).length,
    propositions: [...recordsOf(registry, 'proposition')].filter(standsForItself).length,
  }
}
