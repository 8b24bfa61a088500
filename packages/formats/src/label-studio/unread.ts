import { companionName } from '../regions/companion.ts'
import type { JsonFields } from './task.ts'

/** Fields of a task that are read, or by which Label Studio finds, counts and hands out tasks. */
const ofTask: ReadonlySet<string> = new Set([
  ...['data', 'annotations', 'completions', 'predictions', 'drafts'],
  ...['id', 'inner_id', 'project', 'file_upload', 'created_at', 'updated_at', 'updated_by'],
  ...['total_annotations', 'cancelled_annotations', 'total_predictions', 'is_labeled', 'overlap'],
  ...['comment_count', 'unresolved_comment_count', 'last_comment_updated_at', 'allow_skip'],
])

/** The same of an annotation or prediction. */
const ofAnnotation: ReadonlySet<string> = new Set([
  ...['result', 'completed_by', 'was_cancelled', 'ground_truth', companionName],
  ...['created_at', 'updated_at', 'created_ago', 'draft_created_at', 'last_action', 'result_count'],
  ...['id', 'unique_id', 'import_id', 'task', 'project', 'updated_by', 'last_created_by'],
  ...['parent_prediction', 'parent_annotation'],
])

/** The same of a result, and how it is shown. */
const ofResult: ReadonlySet<string> = new Set([
  ...['id', 'type', 'from_name', 'to_name', 'value', 'meta', 'origin'],
  ...['from_id', 'to_id', 'direction', 'labels'],
  ...['readonly', 'hidden', 'locked', 'image_rotation', 'original_width', 'original_height'],
])
const ofMeta: ReadonlySet<string> = new Set(['text', companionName])

export function unreadOfTask(fields: JsonFields): readonly string[] {
  return unreadIn(fields, ofTask)
}

export function unreadOfAnnotation(fields: JsonFields, isPrediction: boolean): readonly string[] {
  const unread = unreadIn(fields, ofAnnotation)
  // The name of the model is the name of the layer.
  const rest = isPrediction ? unread.filter((name) => name !== 'model_version') : unread
  return isChangedLater(fields) ? [...rest, 'updated_at'] : rest
}

export function unreadOfResult(fields: JsonFields, meta: JsonFields): readonly string[] {
  return [...unreadIn(fields, ofResult), ...unreadIn(meta, ofMeta)]
}

function unreadIn(fields: JsonFields, known: ReadonlySet<string>): readonly string[] {
  return [...fields]
    .filter(([name, value]) => !known.has(name) && isSaid(value))
    .map(([name]) => name)
}

/** Whether a value says something: not nothing, not an empty one, not a flag that is not set. */
export function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** Label Studio writes both times of what was never changed, some microseconds apart. */
function isChangedLater(fields: JsonFields): boolean {
  const [created, updated] = ['created_at', 'updated_at'].map((name) => fields.get(name))
  const [from, to] = [instantOf(created), instantOf(updated)]
  if (from === undefined || to === undefined) return isSaid(updated)
  return Math.abs(Date.parse(to) - Date.parse(from)) > 1000
}

/** The last moment of the year 9999: later ones have no usual form. */
const latest = 253402300799999

/**
 * A moment as Label Studio writes it, in UTC; `undefined` for what is none. Its old versions counted
 * seconds, and a time without a zone is its server's, which is UTC.
 */
export function instantOf(value: unknown): string | undefined {
  const time = typeof value === 'number' ? value * 1000 : timeOf(value)
  return time >= 0 && time <= latest ? new Date(time).toISOString() : undefined
}

function timeOf(value: unknown): number {
  const text = typeof value === 'string' ? value.trim() : ''
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return Number.NaN
  const isZoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(text)
  return Date.parse(`${text.replace(' ', 'T')}${isZoned ? '' : 'Z'}`)
}
