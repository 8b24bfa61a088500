/** Names that say who is who without saying who it is: numbered in the order in which they come. */
export class Pseudonyms {
  readonly #names = new Map<string, string>()

  of(person: string): string {
    const known = this.#names.get(person) ?? `Annotator ${this.#names.size + 1}`
    this.#names.set(person, known)
    return known
  }
}
