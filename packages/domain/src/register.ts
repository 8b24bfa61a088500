import type { AnyRecord } from './record.ts'
import { kindOf } from './record-kind.ts'
import type { KindDefinition } from './record-kinds/kind-definition.ts'
import type { Refusal } from './refusal.ts'
import { ok, type Result, refuse } from './result.ts'

/** A register's name in two: `attrs.<id>` is the entry `<id>` of the field `attrs`. */
export function splitRegister(register: string): { field: string; entry: string | null } {
  const dot = register.indexOf('.')
  if (dot < 0) return { field: register, entry: null }
  return { field: register.slice(0, dot), entry: register.slice(dot + 1) }
}

/** Whether records of this kind have such a register. `deleted` is written by its own operations. */
export function isRegister(kind: KindDefinition, register: string): boolean {
  const { field, entry } = splitRegister(register)
  if (!Object.hasOwn(kind.shape, field) || listed(kind.fixed, field)) return false
  const isMap = listed(kind.openMaps, field) || listed(kind.fixedMaps, field)
  return isMap ? entry !== null && entry !== '' : entry === null
}

/** What stands in a register; `null` for an entry that an open map does not have. */
export function readRegister(record: AnyRecord, register: string): unknown {
  if (register === 'deleted') return record.deleted
  const { field, entry } = splitRegister(register)
  const value = fieldOf(record.data, field)
  return entry === null ? value : (fieldOf(value, entry) ?? null)
}

/** The record with `value` in a register. The value is taken as it is; rules check it elsewhere. */
export function writeRegister(record: AnyRecord, register: string, value: unknown): AnyRecord {
  // `deleted` and the kind's own schema are what callers wrote with: the shape is kept.
  if (register === 'deleted') return { ...record, deleted: value === true }
  const { field, entry } = splitRegister(register)
  const next = entry === null ? value : mapWithEntry(record, field, entry, value)
  return { ...record, data: { ...record.data, [field]: next } } as AnyRecord
}

/** What is wrong with the shape of a field after a write, or the record with the parsed value. */
export function parseField(record: AnyRecord, register: string): Result<AnyRecord, Refusal> {
  const { field } = splitRegister(register)
  const schema = fieldOf(kindOf(record).shape, field)
  if (!isSchema(schema)) return refuse({ code: 'unknown-field', register })
  const parsed = schema.safeParse(fieldOf(record.data, field))
  if (!parsed.success) {
    const problem = parsed.error?.issues[0]?.message ?? 'it has another shape'
    return refuse({ code: 'bad-value', register, problem })
  }
  // The kind's own schema has just accepted the field.
  return ok({ ...record, data: { ...record.data, [field]: parsed.data } } as AnyRecord)
}

/** What is wrong with the shape of a whole record's data, or the parsed data. */
export function parseData(kind: KindDefinition, data: unknown): Result<object, Refusal> {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refuse({ code: 'bad-value', register: 'data', problem: 'it is not an object' })
  const parsed: Record<string, unknown> = {}
  for (const [field, schema] of Object.entries(kind.shape)) {
    const outcome = isSchema(schema) ? schema.safeParse(fieldOf(data, field)) : undefined
    if (!outcome?.success) {
      const problem = outcome?.error?.issues[0]?.message ?? 'it has another shape'
      return refuse({ code: 'bad-value', register: field, problem })
    }
    parsed[field] = outcome.data
  }
  const stranger = Object.keys(data).find((field) => !Object.hasOwn(kind.shape, field))
  return stranger === undefined ? ok(parsed) : refuse({ code: 'unknown-field', register: stranger })
}

function mapWithEntry(record: AnyRecord, field: string, entry: string, value: unknown): object {
  const map = fieldOf(record.data, field)
  const { [entry]: _, ...rest } = (map ?? {}) as Record<string, unknown> // open and fixed maps are objects
  const removes = value === null && listed(kindOf(record).openMaps, field)
  return removes ? rest : { ...rest, [entry]: value }
}

type Schema = {
  safeParse(value: unknown): {
    readonly success: boolean
    readonly data?: unknown
    readonly error?: { readonly issues: readonly { readonly message: string }[] }
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'safeParse' in value
}

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined
  return (value as Record<string, unknown>)[field] // it is an object, and it has the field
}

function listed(names: readonly string[], name: string): boolean {
  return names.includes(name)
}
