import * as z from 'zod/mini'
import { type UploadedFile, uploadedFileSchema } from './uploaded-file.ts'

/** A file on its way: its bytes, its name, and a title that somebody wrote for it. */
export type FileToSend = {
  readonly name: string
  readonly body: Blob
  readonly title: string | null
}

/** The server read the file, or says why not; `unreached`: it may be tried again. */
export type SentFile =
  | { readonly kind: 'read'; readonly file: UploadedFile }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreached' }

const refusedSchema = z.object({ error: z.object({ message: z.string() }) })

/** Sends one file to the upload door of a project. `origin` is empty in a browser. */
export async function sendFile(
  project: string,
  { name, body }: FileToSend,
  signal: AbortSignal,
  origin = '',
): Promise<SentFile> {
  const query = new URLSearchParams({ project, filename: name })
  try {
    const response = await fetch(`${origin}/api/uploads?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
      signal,
    })
    return readAnswer(response.status, await response.text())
  } catch (reason) {
    if (!(reason instanceof TypeError || reason instanceof DOMException)) throw reason
    return { kind: 'unreached' }
  }
}

function readAnswer(status: number, body: string): SentFile {
  if (status === 200) return { kind: 'read', file: uploadedFileSchema.parse(JSON.parse(body)) }
  if (status >= 500 || !body.startsWith('{')) return { kind: 'unreached' }
  const refused = refusedSchema.safeParse(JSON.parse(body))
  return refused.success
    ? { kind: 'refused', message: refused.data.error.message }
    : { kind: 'unreached' }
}
