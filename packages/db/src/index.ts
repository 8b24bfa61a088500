export {
  type AppendAnswer,
  type AppendEntry,
  appendChanges,
  type LoggedOperation,
  type RecordRow,
  type StreamAppend,
} from './append-changes.ts'
export { migrateDatabase } from './migrate-database.ts'
export { type Database, type DatabaseOptions, type Db, openDatabase } from './open-database.ts'
export { schema } from './schema/schema.ts'
