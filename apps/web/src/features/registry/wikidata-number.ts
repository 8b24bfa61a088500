const written = /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?[Qq]([1-9]\d*)$/

/** The number in what somebody wrote or pasted, an address of Wikidata too; or `undefined`. */
export function wikidataNumber(words: string): string | undefined {
  const digits = written.exec(words.trim())?.[1]
  return digits === undefined ? undefined : `Q${digits}`
}
