/**
 * Why the database did not do what it was asked, where that is nobody's mistake and passes: it is
 * `away`, its disk is `full`, or it is too `busy`. After `away` nobody knows whether a write was
 * done; after the others it was not.
 */
export type DatabaseTrouble = 'away' | 'full' | 'busy'

/** The embedded database has stopped, or cannot be opened. The next query opens it again. */
export class EmbeddedDatabaseAway extends Error {
  readonly code = 'EMBEDDED_AWAY'
}

/** The trouble behind an error, or `undefined` when the database has done its part. */
export function troubleOf(error: unknown): DatabaseTrouble | undefined {
  for (const each of causesOf(error)) {
    const trouble = troubleOfCode(codeOf(each)) ?? troubleOfMessage(each.message)
    if (trouble !== undefined) return trouble
  }
  return undefined
}

/** What PostgreSQL calls an error, or the system a failed call; `undefined` when nobody named it. */
export function sqlStateOf(error: unknown): string | undefined {
  return causesOf(error).map(codeOf).find(isCode)
}

/** Two writers waited for each other, and this one was chosen to give way: it may begin again. */
export function hasGivenWay(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlStateOf(error) ?? '')
}

/** Something was to be written in a project that somebody has removed meanwhile. */
export function isProjectGone(error: unknown): boolean {
  const names = causesOf(error).map((each) => 'constraint' in each && each.constraint)
  return names.some(
    (name) => typeof name === 'string' && name.endsWith('_project_id_projects_id_fk'),
  )
}

function isCode(code: string | undefined): code is string {
  return code !== undefined
}

/** An error, what caused it, and so on: one library wraps the errors of the other. */
function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  for (let each = error; each instanceof Error && causes.length < 5; each = each.cause) {
    causes.push(each)
  }
  return causes
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const codes: { readonly [Trouble in DatabaseTrouble]: RegExp } = {
  full: /^(53100|ENOSPC|EDQUOT)$/,
  // Too many connections, out of memory, a lock or a statement that took too long, a deadlock.
  busy: /^(53200|53300|53400|55P03|57014|40001|40P01)$/,
  // The connection broke, the server is going down or coming up, it is a standby, its disk is broken.
  away: /^(08...|57P0[1-5]|25006|25P03|58030|EMBEDDED_AWAY|E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|IO))$/,
}

function troubleOfCode(code: string | undefined): DatabaseTrouble | undefined {
  if (code === undefined) return undefined
  if (codes.full.test(code)) return 'full'
  if (codes.busy.test(code)) return 'busy'
  return codes.away.test(code) ? 'away' : undefined
}

/** The driver gives its own errors no code. */
function troubleOfMessage(message: string): DatabaseTrouble | undefined {
  const isAway =
    /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after|Query read timeout)/
  if (isAway.test(message)) return 'away'
  // A limit of the system on how long a file may be; PostgreSQL has no code for it.
  if (/^could not (extend|write( to)?) file .*: File too large/.test(message)) return 'full'
  return message.startsWith('timeout exceeded when trying to connect') ? 'busy' : undefined
}
