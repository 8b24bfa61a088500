import type { Database } from '@parallax/db'
import { expect } from 'vitest'
import type { Visitor } from '../bench/visitor.ts'
import { type SubmitInput, submit } from '../bench/workplace.ts'
import type { JourneyServer } from '../journeys/journey-server.ts'
import { problemsIn } from './data-problems.ts'
import { withDatabase } from './stage.ts'

/**
 * For faults in which not pages but single requests write: what was acknowledged is in the log once,
 * and every log folds to its tables, references and counters.
 */
export class Acknowledged {
  readonly #ids: string[] = []

  /** Sends one request; it counts from the moment of its answer. */
  async submit(visitor: Visitor, input: SubmitInput): Promise<void> {
    await submit(visitor, input)
    this.#ids.push(...input.operations.map((operation) => String(Reflect.get(operation, 'id'))))
  }

  /** How many operations were acknowledged. */
  get count(): number {
    return this.#ids.length
  }

  /** Looks at the data of a server, which is stopped meanwhile where both cannot have it. */
  async expectSound(server: JourneyServer): Promise<void> {
    await withDatabase(server, (database) => this.expectSoundIn(database, server.dataFolder))
  }

  /** Looks at a database and the folder with the originals. */
  async expectSoundIn(database: Database, dataFolder: string): Promise<void> {
    expect(await problemsIn(database, dataFolder)).toEqual([])
    const { rows } = await database.pool.query<{ id: string }>(
      'select op_id as id from changes where op_id = any($1::uuid[]) order by op_id',
      [this.#ids],
    )
    expect(rows.map(({ id }) => id)).toEqual([...this.#ids].sort())
  }
}
