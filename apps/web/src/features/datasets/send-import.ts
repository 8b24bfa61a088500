import * as z from 'zod/mini'

/** The file was taken and is being read, or why not; `unreached`: it may be tried again. */
export type SentImport =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreached' }

const refusedSchema = z.object({ error: z.object({ message: z.string() }) })

/** Sends a file to the import door of a project, where it is looked at. Says how much has gone, 0 to 1. */
export function sendImport(
  project: string,
  file: File,
  onProgress: (sentRatio: number) => void,
): Promise<SentImport> {
  return new Promise((resolve) => {
    // `fetch` does not say how much it has sent.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports/${project}?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(readAnswer(request.status, request.responseText))
    request.onerror = () => resolve({ kind: 'unreached' })
    request.send(file)
  })
}

function readAnswer(status: number, body: string): SentImport {
  if (status === 202) return { kind: 'taken' }
  if (status >= 500 || !body.startsWith('{')) return { kind: 'unreached' }
  const refused = refusedSchema.safeParse(JSON.parse(body))
  return refused.success
    ? { kind: 'refused', message: refused.data.error.message }
    : { kind: 'unreached' }
}
