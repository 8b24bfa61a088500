/** Asked of what follows the path: these lead to a place in the text that the first page is not about. */
const namedPlaces = ['record', 'from'] as const

/** Whether a document's text can stand before all else: its own address, not a place in it. */
export function isEarlyAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'>) {
  const asked = new URLSearchParams(search)
  return (
    /^\/p\/[^/]+\/documents\/[^/]+\/?$/u.test(pathname) &&
    !namedPlaces.some((name) => asked.has(name))
  )
}
