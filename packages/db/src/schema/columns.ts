import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment with milliseconds, read and written as a `Date`: what a browser's clock can tell. */
export const moment = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** The project a row belongs to: the first column of every project table's key. */
export const projectIdColumn = () => uuid('project_id').notNull()
