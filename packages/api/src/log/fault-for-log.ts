/** What the log is told of a fault. */
export type FaultTold = {
  /** The name of its class. */
  readonly type: string
  /** Its words, where they cannot hold anybody's. */
  readonly message?: string
  /** What PostgreSQL or the system calls it. */
  readonly code?: string
  readonly constraint?: string
  readonly table?: string
  readonly column?: string
  readonly syscall?: string
  /** Where it was thrown: its frames, a line each. */
  readonly stack: string
  readonly cause?: FaultTold
}

/**
 * A fault as it may stand in a log: what kind it is, where it comes from and what caused it. Statements
 * and their values are left out, and so are the words of whoever quotes what it was given: they hold
 * texts, notes, tokens and addresses.
 */
export function faultForLog(fault: unknown): FaultTold {
  const chain = causesOf(fault)
  const quoting = chain.filter(quotesWhatItWasGiven).map(({ message }) => message)
  const told = chain.reduceRight<FaultTold | undefined>(
    (cause, each) => ({ ...toldOf(each, quoting), ...(cause && { cause }) }),
    undefined,
  )
  // Somebody threw what is no error: it may be anything.
  return told ?? { type: typeof fault, stack: '' }
}

const mostCauses = 5

function causesOf(fault: unknown): readonly Error[] {
  const causes: Error[] = []
  for (let each = fault; each instanceof Error && causes.length < mostCauses; each = each.cause) {
    causes.push(each)
  }
  return causes
}

function toldOf(fault: Error, quoting: readonly string[]): FaultTold {
  const { message } = fault
  // One library makes the words of another its own.
  const isQuoting = quoting.some((words) => message.includes(words))
  return {
    type: fault.constructor.name,
    ...(isQuoting ? {} : { message }),
    ...namesOf(fault),
    stack: framesOf(fault),
  }
}

const names = ['code', 'constraint', 'table', 'column', 'syscall'] as const

/** Names that we or the system have given, of those that the fault has. */
function namesOf(fault: Error): { readonly [Name in (typeof names)[number]]?: string } {
  const told = names.map((name) => [name, Reflect.get(fault, name)] as const)
  return Object.fromEntries(told.filter(([, value]) => typeof value === 'string'))
}

/**
 * Drizzle puts statement and values into its message, the parser of JSON a piece of the text, a schema
 * the names of fields that it does not know; PostgreSQL quotes values, except where it is about
 * connections, constraints, transactions, names, means or the server itself.
 */
function quotesWhatItWasGiven(fault: Error): boolean {
  if ('query' in fault || fault instanceof SyntaxError || 'issues' in fault) return true
  const isOfDatabase = 'severity' in fault && 'code' in fault
  return isOfDatabase && !/^(08|23|25|40|42|53|55|57|58|P0)/.test(String(fault.code))
}

const frame = /^\s+at .*(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/

/** The stack without the message, which stands at its head and may have any number of lines. */
function framesOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message)
  // The message was changed later: nobody knows which lines are the one of before.
  if (at < 0) return ''
  const behind = stack.slice(at + message.length)
  return behind
    .split('\n')
    .filter((line) => frame.test(line))
    .map((line) => line.trim())
    .join('\n')
}
