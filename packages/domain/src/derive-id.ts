import type { DocumentId, LayerId, ProjectId, RecordId, StreamId, UserId } from './ids.ts'
import { sha1 } from './sha1.ts'

/** The UUIDv5 of `name` within `namespace` (RFC 9562, section 5.5): same input, same id, anywhere. */
export function deriveId(namespace: string, name: string): RecordId {
  const bytes = [...bytesOfUuid(namespace), ...utf8(name)]
  const hash = sha1(Uint8Array.from(bytes)).slice(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  // The one place that writes a UUID by hand; its shape is what RecordId promises.
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as RecordId
}

/** The registry's stream of a project. */
export function registryStreamId(project: ProjectId): StreamId {
  return deriveId(project, 'registry') as string as StreamId // a derived id may name a stream
}

/** The codebook's stream of a project. */
export function codebookStreamId(project: ProjectId): StreamId {
  return deriveId(project, 'codebook') as string as StreamId // a derived id may name a stream
}

/** A layer's id, so that two browsers that create it mean the same one. */
export function layerId(
  document: DocumentId,
  kind: 'annotator' | 'shared' | 'adjudicated',
  owner: UserId | null,
): LayerId {
  return deriveId(document, `${kind}:${owner ?? ''}`) as string as LayerId // a derived id may name a layer
}

function bytesOfUuid(uuid: string): number[] {
  return (uuid.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/** UTF-8 bytes of well-formed text (a pure room has no TextEncoder). */
function utf8(text: string): number[] {
  return [...text].flatMap((character) => utf8OfCodePoint(character.codePointAt(0) ?? 0))
}

function utf8OfCodePoint(code: number): number[] {
  const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f)
  if (code < 0x80) return [code]
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)]
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)]
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)]
}
