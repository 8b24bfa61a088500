import { type Operation, type OperationId, operationSchema, type ProjectId } from '@parallax/domain'
import { type IDBPDatabase, openDB } from 'idb'
import { reportFault } from './report-fault.ts'

/** Operations that the server has not answered, kept across reloads, oldest first. */
export type Outbox = {
  /** Whether what is put here survives a closed tab. False in private mode or with a full disk. */
  readonly isDurable: boolean
  readonly all: (project: ProjectId) => Promise<readonly Operation[]>
  readonly put: (project: ProjectId, operation: Operation) => Promise<void>
  readonly remove: (ids: readonly OperationId[]) => Promise<void>
}

type Row = { readonly id: OperationId; readonly project: ProjectId; readonly operation: Operation }

/**
 * The outbox of one person in this browser. Where the browser refuses storage, operations are kept
 * in memory only and `isDurable` says so: the screen warns, and leaving the page asks.
 */
export async function openOutbox(userId: string): Promise<Outbox> {
  const database = await openStorage(userId)
  return database ? storedOutbox(database) : rememberedOutbox(userId)
}

const remembered = new Map<string, Outbox>()

/** One for each person as long as the page lives, so that leaving a project loses nothing yet. */
function rememberedOutbox(userId: string): Outbox {
  const outbox = remembered.get(userId) ?? memoryOutbox()
  remembered.set(userId, outbox)
  return outbox
}

async function openStorage(userId: string): Promise<IDBPDatabase | undefined> {
  try {
    return await openDB(`parallax-outbox-${userId}`, 1, {
      upgrade: (database) => {
        const store = database.createObjectStore('operations', { keyPath: 'id' })
        store.createIndex('project', 'project')
      },
    })
  } catch (reason) {
    // Storage is the person's to refuse; the memory outbox goes on, and says that it forgets.
    reportFault(reason)
    return undefined
  }
}

function storedOutbox(database: IDBPDatabase): Outbox {
  return {
    isDurable: true,
    all: async (project) => {
      const rows: unknown[] = await database.getAllFromIndex('operations', 'project', project)
      return rows.flatMap((row) => readRow(row)).sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    put: async (project, operation) => {
      const write = database.transaction('operations', 'readwrite', { durability: 'strict' })
      await write.store.put({ id: operation.id, project, operation } satisfies Row)
      await write.done
    },
    remove: async (ids) => {
      const write = database.transaction('operations', 'readwrite')
      await Promise.all(ids.map((id) => write.store.delete(id)))
      await write.done
    },
  }
}

/** A row that no longer parses is left where it is: it is nobody's to drop in silence. */
function readRow(row: unknown): Operation[] {
  const operation = typeof row === 'object' && row !== null && 'operation' in row && row.operation
  const parsed = operationSchema.safeParse(operation)
  return parsed.success ? [parsed.data] : []
}

/** An outbox that forgets with the page. */
export function memoryOutbox(): Outbox {
  const rows = new Map<OperationId, Row>()
  return {
    isDurable: false,
    all: async (project) =>
      [...rows.values()]
        .filter((row) => row.project === project)
        .map((row) => row.operation)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: async (project, operation) => {
      rows.set(operation.id, { id: operation.id, project, operation })
    },
    remove: async (ids) => {
      for (const id of ids) rows.delete(id)
    },
  }
}
