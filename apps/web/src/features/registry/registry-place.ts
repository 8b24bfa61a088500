import type { RecordId } from '@parallax/domain'
import { isUuid } from '@parallax/domain'
import { useSearchParams } from 'next/navigation'
import type { RegistryKind } from './list-rows.ts'

/** Where on the screen one is: the tab, and the one that is open. */
export type RegistryPlace = {
  readonly kind: RegistryKind
  readonly id: RecordId | null
  readonly go: (place: { readonly kind: RegistryKind; readonly id: RecordId | null }) => void
}

/** The place that the address names; going elsewhere writes the address. */
export function useRegistryPlace(): RegistryPlace {
  const params = useSearchParams()
  const id = params.get('id')
  return {
    kind: params.get('tab') === 'propositions' ? 'proposition' : 'entity',
    id: id !== null && isUuid(id) ? (id as RecordId) : null, // just looked at
    go: (place) => window.history.pushState(null, '', addressOf(place)),
  }
}

function addressOf(place: { readonly kind: RegistryKind; readonly id: RecordId | null }): string {
  const query = new URLSearchParams()
  if (place.kind === 'proposition') query.set('tab', 'propositions')
  if (place.id !== null) query.set('id', place.id)
  const text = query.toString()
  return text === '' ? window.location.pathname : `?${text}`
}
