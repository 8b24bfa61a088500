import { setTimeout as passing } from 'node:timers/promises'
import type { ProjectId } from '@parallax/domain'
import { newId } from '../bench/new-id.ts'
import { mutate, query, type SignedIn } from '../bench/visitor.ts'

type Job = { readonly state: string; readonly error: string | null }

/** Exports a project in the native format and imports that into a new one, which it answers. */
export async function copyProject(who: SignedIn, project: ProjectId): Promise<ProjectId> {
  const file = await exported(who, project)
  const copy = newId() as ProjectId // minted for this project
  await mutate(who, 'projects.create', { id: copy, name: 'A copy', mode: 'together' })
  const job = await startImport(who, copy, file)
  for (;;) {
    const { state, error } = await query<Job>(who, 'jobs.get', { project: copy, job })
    if (state === 'done') return copy
    if (state === 'failed') throw new Error(`what was exported cannot be imported: ${error}`)
    await passing(50)
  }
}

/** A project in the native format; waits where that is more at once than a person may export. */
export async function exported({ origin, cookie }: SignedIn, project: string): Promise<string> {
  const address = `${origin}/api/exports/${project}/parallax?layers=all`
  for (;;) {
    const response = await fetch(address, { headers: { cookie } })
    const body = await response.text()
    if (response.ok) return body
    if (response.status !== 429) throw new Error(`the export answered ${response.status}: ${body}`)
    await passing(Number(response.headers.get('retry-after') ?? 1) * 1_000)
  }
}

async function startImport(
  { origin, cookie }: SignedIn,
  project: ProjectId,
  file: string,
): Promise<string> {
  const response = await fetch(`${origin}/api/imports/${project}/parallax`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'application/octet-stream' },
    body: file,
  })
  if (response.status !== 202)
    throw new Error(`the import answered ${response.status}: ${await response.text()}`)
  return ((await response.json()) as { readonly jobId: string }).jobId // what this door answers
}
