import type { AnyRecord, LogEntry, OperationType, RecordId, RecordKind } from '@parallax/domain'
import { operations } from '@parallax/domain'
import { countWords } from './history-text.ts'
import { commentWords, type HistoryNaming, nameOfId, titleOf } from './naming.ts'
import { fieldChanges, fieldName, wordsOf } from './value-words.ts'

/**
 * What one line of the log did, as the rest of a sentence that begins with who did it: “changed the
 * holder of … from … to …”. One sentence a thing that was done; empty when nothing was.
 */
export function sentencesOf(entry: LogEntry, naming: HistoryNaming): readonly string[] {
  const { opType } = entry
  // A newer server may know operations that this page does not; their changes still tell of them.
  const say = isOperation(opType) ? sentences[opType] : changeSentences
  return say(entry, naming)
}

type Saying = (entry: LogEntry, naming: HistoryNaming) => readonly string[]

const say =
  (words: string): Saying =>
  () => [words]

/** What each operation says. An operation without a sentence does not compile. */
const sentences: { readonly [T in OperationType]: Saying } = {
  'document.import': say('added this document'),
  'document.retire': say('retired this document'),
  'document.restore': say('brought this document back'),
  'document.setZones': say('divided the page into parts anew'),
  'document.setMeta': changeSentences,
  'layer.create': layerMade,
  'layer.submit': say('submitted the layer'),
  'layer.reopen': say('opened the layer again'),
  'layer.lock': say('locked the layer'),
  'records.create': changeSentences,
  'record.set': changeSentences,
  'records.delete': changeSentences,
  'records.restore': changeSentences,
  'comment.create': commented,
  'comment.edit': commentEdited,
  'comment.resolve': commentResolved,
  'comment.delete': changeSentences,
  'comment.restore': changeSentences,
  'entity.create': changeSentences,
  'proposition.create': changeSentences,
  'registry.set': changeSentences,
  'registry.merge': merged,
  'registry.unmerge': merged,
  'registry.delete': changeSentences,
  'registry.restore': changeSentences,
  'alias.set': entryWritten('the name'),
  'propositions.link': linked,
  'set.create': changeSentences,
  'set.put': entryWritten('a document'),
  'codebook.create': changeSentences,
  'codebook.set': changeSentences,
  'codebook.delete': changeSentences,
  'codebook.restore': changeSentences,
  'codebook.publish': published,
  batch: changeSentences,
  'change.revert': takenBack,
}

function isOperation(type: string): type is OperationType {
  return Object.hasOwn(operations, type)
}

/** What a change added, deleted, brought back and wrote. */
function changeSentences({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  const added = new Set<RecordId>(change.added.map(({ id }) => id))
  const writes = change.written.filter(({ id }) => !added.has(id))
  const deletions = writes.filter(({ register }) => register === 'deleted')
  const idsWhere = (after: boolean) =>
    deletions.filter((write) => write.after === after).map(({ id }) => id)
  const recordOf = (id: RecordId) => recordNamed(id, naming)
  return [
    ...many('made', change.added, naming),
    ...many('deleted', known(idsWhere(true).map(recordOf)), naming),
    ...many('brought back', known(idsWhere(false).map(recordOf)), naming),
    ...written(
      writes.filter(({ register }) => register !== 'deleted'),
      naming,
    ),
  ]
}

const shownByName = 2

/** A few by their names, many by their numbers. */
function many(
  verb: string,
  records: readonly AnyRecord[],
  naming: HistoryNaming,
): readonly string[] {
  const kinds = [...new Set(records.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const ofKind = records.filter((record) => record.kind === kind)
    if (ofKind.length > shownByName) return [`${verb} ${countWords(ofKind.length, kind)}`]
    return ofKind.map((record) => `${verb} ${named(record, naming)}`)
  })
}

/** A record in the middle of a sentence: “the claim “…””. */
function named(record: AnyRecord, naming: HistoryNaming): string {
  const [, ...rest] = countWords(1, record.kind).split(' ')
  const title = titleOf(record, naming)
  const type = record.kind === 'mention' ? nameOfId(record.data.label, naming) : undefined
  return `the ${rest.join(' ')} “${title}”${type ? ` (${type})` : ''}`
}

type Writes = LogEntry['change']['written']

/** Writes one by one; the same written to many records, as a bulk edit does, is said once. */
function written(writes: Writes, naming: HistoryNaming): readonly string[] {
  const groups = new Map<string, Writes[number][]>()
  for (const write of writes) {
    const key = `${write.register} ${JSON.stringify(write.after)}`
    groups.set(key, [...(groups.get(key) ?? []), write])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const record = recordNamed(first.id, naming)
    if (group.length <= shownByName)
      return group.flatMap((write) => writtenOne(write, recordNamed(write.id, naming), naming))
    const field = fieldName(record, first.register)
    const whom = record ? countWords(group.length, record.kind) : `${group.length} records`
    return [`changed the ${field} of ${whom} to ${wordsOf(first.after, naming)}`]
  })
}

function writtenOne(
  { register, before, after }: Writes[number],
  record: AnyRecord | undefined,
  naming: HistoryNaming,
): readonly string[] {
  const of = record ? ` of ${ownName(record, naming)}` : ''
  return fieldChanges(record, register, { before, after }).map((change) => {
    const [from, to] = [wordsOf(change.before, naming), wordsOf(change.after, naming)]
    if (isNothing(change.before)) return `set the ${change.name}${of} to ${to}`
    if (isNothing(change.after)) return `cleared the ${change.name}${of}, which was ${from}`
    return `changed the ${change.name}${of} from ${from} to ${to}`
  })
}

function ownName(record: AnyRecord, naming: HistoryNaming): string {
  const isHead = record.kind === 'document' || record.kind === 'layer'
  return isHead ? `the ${record.kind}` : `“${titleOf(record, naming)}”`
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function layerMade({ change }: LogEntry): readonly string[] {
  return change.added.length + change.written.length > 0 ? ['began a layer'] : []
}

function commented({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  return change.added.map((comment) => `commented: “${titleOf(comment, naming)}”`)
}

function commentEdited({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  // Only bodies are written by this operation.
  const words = (body: unknown) => commentWords(body as Parameters<typeof commentWords>[0], naming)
  return change.written.map(({ after }) => `changed a comment to “${words(after)}”`)
}

function commentResolved({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  return change.written.map(({ id, after }) => {
    const comment = recordNamed(id, naming)
    const title = comment ? ` “${titleOf(comment, naming)}”` : ''
    return `${after === true ? 'resolved' : 'reopened'} the thread${title}`
  })
}

function merged({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  return change.written.map(({ id, before, after }) => {
    // What was merged goes by its new name now; its own is the record's.
    const from = naming.registry ? ownTitle(id, naming) : ''
    const other = typeof after === 'string' ? after : before
    const into = typeof other === 'string' ? ownTitle(other as RecordId, naming) : '' // an id
    return after === null
      ? `took “${from}” out of “${into}” again`
      : `merged “${from}” into “${into}”`
  })
}

function ownTitle(id: RecordId, naming: HistoryNaming): string {
  const record = recordNamed(id, naming)
  if (record?.kind === 'proposition') return record.data.statement
  return record ? titleOf(record, naming) : ''
}

/** One entry of a map: an alias of an entity, a document of a set. */
function entryWritten(what: string): Saying {
  return ({ change }, naming) =>
    change.written.map(({ id, register, after }) => {
      const entry = register.slice(register.indexOf('.') + 1)
      const name = nameOfId(entry, naming) ?? entry
      const whose = ownTitle(id, naming)
      const shown = what === 'the name' ? `${what} “${name}”` : what
      return after === null ? `took ${shown} away from “${whose}”` : `added ${shown} to “${whose}”`
    })
}

const linkVerbs: Readonly<Record<string, string>> = {
  contradicts: 'contradicts',
  entails: 'entails',
  overlaps: 'overlaps with',
}

function linked({ change }: LogEntry, naming: HistoryNaming): readonly string[] {
  return change.added.flatMap((record) => {
    if (record.kind !== 'propositionLink') return []
    const { type, from, to } = record.data
    return [`noted that “${ownTitle(from, naming)}” ${linkVerbs[type]} “${ownTitle(to, naming)}”`]
  })
}

function published({ change }: LogEntry): readonly string[] {
  return change.added.flatMap((record) =>
    record.kind === 'version' ? [`published version ${record.data.number} of the codebook`] : [],
  )
}

/** A revert is told by what it brought about. */
function takenBack(entry: LogEntry, naming: HistoryNaming): readonly string[] {
  const { reverts } = entry.change
  const steps = reverts ? reverts.to - reverts.from + 1 : 1
  if (steps > 1) return [`took ${steps} changes back`]
  return changeSentences(entry, naming).map((sentence) => `took a step back: ${sentence}`)
}

function recordNamed(id: RecordId, naming: HistoryNaming): AnyRecord | undefined {
  return naming.recordOf(id)
}

function known(records: readonly (AnyRecord | undefined)[]): readonly AnyRecord[] {
  return records.flatMap((record) => record ?? [])
}

/** The kinds of record that a line is about. */
export function kindsOf({ change }: LogEntry, naming: HistoryNaming): ReadonlySet<RecordKind> {
  const ofWrites = change.written.map(({ id }) => recordNamed(id, naming))
  return new Set([...change.added, ...known(ofWrites)].map(({ kind }) => kind))
}
