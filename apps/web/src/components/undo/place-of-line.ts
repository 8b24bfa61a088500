import { mapGet, type RecordId, recordOf } from '@parallax/domain'
import type { BlockedLine, ProjectSession, UndoLine, UndoStep } from '@parallax/sync'
import { documentPath, projectScreenPath, registryPath } from '../project-path.ts'

/** The address that shows what a line is about. */
export function placeOfLine(
  { project, store, registryId }: ProjectSession,
  { stream, documentId, entry }: UndoLine,
  record: RecordId | undefined = touched(entry)[0],
): string {
  if (documentId) {
    const isRecord = record !== undefined && record !== (documentId as string)
    return documentPath(project.id, documentId) + (isRecord ? `?record=${record}` : '')
  }
  if (stream.kind === 'codebook') return projectScreenPath(project.id, 'codebook')
  const registry = store.view(registryId)
  const found = registry && record && mapGet(registry.records, record)
  if (found?.kind === 'entity' || found?.kind === 'proposition')
    return registryPath(project.id, found.kind, found.id)
  return projectScreenPath(project.id, 'registry')
}

/** The address that shows what stands in the way of taking a line back. */
export function placeInTheWay(session: ProjectSession, { line, refusal }: BlockedLine): string {
  if (refusal.code === 'has-dependents')
    return placeOfLine(session, line, refusal.dependents[0] ?? refusal.recordId)
  return placeOfLine(session, line, 'recordId' in refusal ? refusal.recordId : undefined)
}

/** Who wrote last what stands in the way, if that is known here. */
export function writerInTheWay(
  { store, personName }: Pick<ProjectSession, 'store' | 'personName'>,
  { line, refusal }: BlockedLine,
): string | undefined {
  if (refusal.code !== 'undo-superseded') return undefined
  const view = store.view(line.stream.id)
  const rev = view && recordOf(view, refusal.recordId)?.revs[refusal.register]
  return rev && personName(rev[1])
}

/** Where a step is shown: the first of its lines that a document tells of, else its first. */
export function placeOfStep(session: ProjectSession, { lines }: UndoStep): string | undefined {
  const line = lines.find(({ stream }) => stream.kind === 'layer') ?? lines[0]
  return line && placeOfLine(session, line)
}

function touched({ change }: UndoLine['entry']): readonly RecordId[] {
  return [...change.added.map(({ id }) => id), ...change.written.map(({ id }) => id)]
}
