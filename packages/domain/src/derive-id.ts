import type { DocumentId, LayerId, ProjectId, RecordId, StreamId, UserId } from './ids.ts'
import { sha1 } from './sha1.ts'

/** The UUIDv5 of `name` within `namespace` (RFC 9562, section 5.5): same input, same id, anywhere. */
export function deriveId(namespace: string, name: string): RecordId {
  const bytes = bytesOfUuid(namespace)
  pushUtf8(bytes, name)
  const hash = sha1(Uint8Array.from(bytes))
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  let id = ''
  for (let at = 0; at < 16; at += 1) id += `${dashes.has(at) ? '-' : ''}${hexOf[hash[at] ?? 0]}`
  return id as RecordId // the one place that writes a UUID by hand; its shape is what RecordId promises
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Before these bytes of a UUID stands a dash. */
const dashes = new Set([4, 6, 8, 10])

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
  const hex = uuid.replaceAll('-', '')
  const bytes: number[] = []
  for (let at = 0; at < hex.length; at += 2) bytes.push(Number.parseInt(hex.slice(at, at + 2), 16))
  return bytes
}

/** Adds the UTF-8 bytes of well-formed text (a pure room has no TextEncoder). */
function pushUtf8(bytes: number[], text: string): void {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f)
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(0))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(6), tail(0))
    else {
      bytes.push(0xf0 | (code >> 18), tail(12), tail(6), tail(0))
      at += 1
    }
  }
}
