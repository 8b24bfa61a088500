import { useSearchParams } from 'next/navigation'

/** Which page of the codebook is open. */
export type CodebookPlace = {
  /** A record's id, the name of a kind, `scale`, `field-<name>`; null when the address names none. */
  readonly key: string | null
  readonly go: (key: string | null) => void
}

/** The place that the address names; going elsewhere writes the address. */
export function useCodebookPlace(): CodebookPlace {
  const params = useSearchParams()
  return {
    key: params.get('id'),
    go: (key) =>
      window.history.pushState(
        null,
        '',
        key === null ? window.location.pathname : `?${new URLSearchParams({ id: key })}`,
      ),
  }
}
