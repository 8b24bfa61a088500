import * as z from 'zod/mini'

/** The file was taken and is being read, or why not; `unreached`: it may be tried again. */
export type SentImport =
  | { readonly kind: 'taken'; readonly job: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreached' }

const takenSchema = z.object({ jobId: z.string() })
const refusedSchema = z.object({ error: z.object({ message: z.string() }) })

/** Sends a file to the import door of a project. What becomes of it is a job. */
export async function sendImport(project: string, file: Blob): Promise<SentImport> {
  try {
    const response = await fetch(`/api/imports/${project}/parallax`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: file,
    })
    return readAnswer(response.status, await response.text())
  } catch (reason) {
    // What `fetch` throws when nobody answers; anything else is a mistake of ours.
    if (!(reason instanceof TypeError)) throw reason
    return { kind: 'unreached' }
  }
}

function readAnswer(status: number, body: string): SentImport {
  if (status === 202) return { kind: 'taken', job: takenSchema.parse(JSON.parse(body)).jobId }
  if (status >= 500 || !body.startsWith('{')) return { kind: 'unreached' }
  const refused = refusedSchema.safeParse(JSON.parse(body))
  return refused.success
    ? { kind: 'refused', message: refused.data.error.message }
    : { kind: 'unreached' }
}
