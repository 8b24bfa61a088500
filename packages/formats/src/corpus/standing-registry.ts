import { type AnyRecord, isRecordOf, type RecordOf, redirectOf } from '@parallax/domain'
import { followRedirects } from '../project/follow-redirects.ts'
import type { StandingRegistry } from './registrar.ts'

/** The registry of a project for what is brought into it, and which of its dead must live again. */
export type MatchedRegistry = StandingRegistry & {
  /** Deleted entries that the file speaks of. Complete once the head was gone through. */
  readonly restored: () => readonly string[]
}

/**
 * Finds entries of a registry again: by the id that an import would give, by the id at Wikidata, by
 * type and name, by statement. Entries that were merged lead to what they were merged into. Two
 * entities of a file that are called alike find two of the project, if there are two.
 */
export function standingRegistry(records: Iterable<AnyRecord>): MatchedRegistry {
  const index = new RegistryIndex(records)
  return {
    entity: ({ name, externalIds }, type, id) =>
      index.known(id) ??
      index.find(externalIds.wikidata && wikidataKey(externalIds.wikidata)) ??
      index.find(nameKey(type, name)),
    proposition: (statement, id) => index.known(id) ?? index.find(statementKey(statement)),
    restored: () => index.restored(),
  }
}

class RegistryIndex {
  readonly #records = new Map<string, AnyRecord>()
  readonly #byKey = new Map<string, string[]>()
  readonly #found = new Set<string>()
  readonly #restored = new Set<string>()

  constructor(records: Iterable<AnyRecord>) {
    for (const record of records) {
      this.#records.set(record.id, record)
      if (record.deleted) continue
      for (const key of keysOf(record))
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), record.id])
    }
  }

  /** The entry with this id, which comes back to life if it was deleted. */
  known(id: string): string | undefined {
    const record = this.#records.get(id)
    if (record === undefined) return undefined
    if (record.deleted) this.#restored.add(id)
    return this.#take(id)
  }

  find(key: string | undefined): string | undefined {
    const ids = (key === undefined ? undefined : this.#byKey.get(key)) ?? []
    const id = ids.find((each) => !this.#found.has(each)) ?? ids[0]
    return id === undefined ? undefined : this.#take(id)
  }

  restored(): readonly string[] {
    return [...this.#restored]
  }

  /** What the entry stands for after merges. */
  #take(id: string): string {
    this.#found.add(id)
    return followRedirects<string>(id, (at) => redirectOf(this.#records.get(at)))
  }
}

function keysOf(record: AnyRecord): readonly string[] {
  if (isRecordOf(record, 'entity')) return keysOfEntity(record)
  return isRecordOf(record, 'proposition') ? [statementKey(record.data.statement)] : []
}

function keysOfEntity({ data }: RecordOf<'entity'>): readonly string[] {
  const { wikidata } = data.externalIds
  const name = nameKey(data.type, data.name)
  return wikidata === undefined ? [name] : [name, wikidataKey(wikidata)]
}

function wikidataKey(id: string): string {
  return `wikidata\n${id}`
}

function nameKey(type: string, name: string): string {
  return `entity\n${type}\n${name.trim().slice(0, 300)}`
}

function statementKey(statement: string): string {
  return `proposition\n${statement}`
}
