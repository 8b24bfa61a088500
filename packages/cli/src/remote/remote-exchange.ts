import { openAsBlob } from 'node:fs'
import {
  type BringRequest,
  type Brought,
  type Exchange,
  type FileReport,
  ImportRefused,
  type KnownProject,
} from '@parallax/api'
import { type ProjectId, userIdSchema } from '@parallax/domain'
import type { Ledger, LossReport } from '@parallax/formats'
import { readReport } from '../read-report.ts'
import { CommandProblem, exitCodes } from '../terminal.ts'
import { ask, askJson, jobDone, type RemoteServer } from './api-client.ts'
import { bytesOf } from './bytes-of.ts'
import { remoteReleases } from './remote-releases.ts'

type ToldProject = Omit<KnownProject, 'id'> & { readonly id: ProjectId }
type ToldPeople = { readonly people: Awaited<ReturnType<Exchange['people']>> }
type ToldJob = {
  readonly id: string
  readonly state: string
  readonly progressPercent: number
  readonly error: string | null
}
type ToldExport = ToldJob & {
  readonly file: { readonly path: string } | null
  readonly report: LossReport | null
}
type ToldImport = ToldJob & {
  readonly counts: Pick<Brought, 'documents' | 'standingDocuments' | 'layers' | 'records'> | null
  readonly report: LossReport | null
  readonly problems: Brought['problems']
  readonly problemCount: number
}

/** Over HTTP the token says who acts; an id is asked for where the data is at hand, and never sent. */
const whoeverHasTheToken = userIdSchema.parse('00000000-0000-4000-8000-000000000000')

/** What commands do with an installation's data, done by a running server. */
export function remoteExchange(server: RemoteServer): Exchange {
  const listed = async (): Promise<readonly KnownProject[]> => {
    const { projects } = await askJson<{ projects: readonly ToldProject[] }>(server, '/projects')
    return projects
      .toReversed()
      .map(({ id, name, mode, isSample, isArchived }) => ({ id, name, mode, isSample, isArchived }))
  }
  const exchange = {
    projects: listed,
    findProjects: async (idOrName: string) => {
      const all = await listed()
      const byId = all.filter(({ id }) => id === idOrName)
      return byId.length > 0 ? byId : all.filter(({ name }) => name === idOrName)
    },
    createProject: async (name: string, mode: KnownProject['mode']) =>
      (await askJson<{ id: ProjectId }>(server, '/projects', { name, mode })).id,
    people: async (projectId: ProjectId) =>
      (await askJson<ToldPeople>(server, `/projects/${projectId}`)).people,
    export: (...asked: Parameters<Exchange['export']>) => exported(server, ...asked),
    import: (...asked: Parameters<Exchange['import']>) => imported(server, ...asked),
    bring: (request: BringRequest) => brought(server, request, false),
    lookAt: (request: BringRequest) => brought(server, request, true),
    isEmpty: async (projectId: ProjectId) =>
      (await askJson<{ documents: number }>(server, `/projects/${projectId}`)).documents === 0,
    findUser: async (email?: string) => {
      if (email === undefined) return whoeverHasTheToken
      throw new CommandProblem('Over HTTP the token says who acts.', exitCodes.usage)
    },
    makeResetLink: () => {
      throw new CommandProblem('Links to new passwords are not made over HTTP.', exitCodes.usage)
    },
    releases: remoteReleases(server),
    close: async () => undefined,
  }
  return exchange
}

async function exported(
  server: RemoteServer,
  ...[projectId, format, selection, how]: Parameters<Exchange['export']>
): Promise<AsyncIterable<Uint8Array>> {
  const { documents, layers } = selection
  const { kinds, without, offsetUnit, hasSideFile: sideFile } = how?.options ?? {}
  const base = `/projects/${projectId}/exports`
  const wish = { format, documents, layers, kinds, without, offsetUnit, sideFile }
  const { id } = await askJson<ToldJob>(server, base, wish)
  const job = await jobDone<ToldExport>(server, `${base}/${id}`)
  if (job.file === null) throw new CommandProblem(job.error ?? `The export is ${job.state}.`)
  if (how?.ledger && job.report) takeOver(how.ledger, job.report)
  return bytesOf(await ask(server, job.file.path))
}

/** Writes into a ledger what another one has reported. */
function takeOver(ledger: Ledger, report: LossReport): void {
  type Kind = keyof LossReport['in']
  const kinds = Object.keys(report.in) as Kind[] // its own keys
  for (const kind of kinds) {
    ledger.countIn(kind, report.in[kind])
    ledger.countOut(kind, report.out[kind])
  }
  for (const how of ['dropped', 'changed'] as const)
    for (const { kind, reason, count, places } of report[how]) {
      const [first = { document: '', range: null, what: kind }, ...others] = places
      ledger.lose({ how, kind, reason, place: first, count: count - others.length })
      for (const place of others) ledger.lose({ how, kind, reason, place, count: 1 })
    }
  for (const note of report.notes) ledger.note(note)
}

async function imported(
  server: RemoteServer,
  ...[projectId, codec, { file }]: Parameters<Exchange['import']>
): Promise<FileReport> {
  const base = `/projects/${projectId}/imports`
  const body = await openAsBlob(file)
  const headers = { 'content-type': 'application/octet-stream' }
  const started = await ask(server, `${base}?format=${codec}`, { method: 'POST', headers, body })
  const { id } = (await started.json()) as ToldJob // its shape is the server's promise
  const job = await jobDone<ToldImport>(server, `${base}/${id}`)
  // All of the file is there, so what is in the file is what came in.
  if (job.state === 'done') return readReport(file, codec)
  const whole = { line: 0, message: job.error ?? `The import is ${job.state}.` }
  const problems = job.problems.length > 0 ? job.problems : [whole]
  return { isGood: false, problems, problemCount: Math.max(job.problemCount, problems.length) }
}

/** Sends a file to be brought in beside what the project has, or only to be looked at. */
async function brought(
  server: RemoteServer,
  { projectId, file, format, labels, map, withoutBadLines = false }: BringRequest,
  isDry: boolean,
): Promise<Brought> {
  const base = `/projects/${projectId}/imports`
  const query = new URLSearchParams({
    name: file.name,
    labels,
    map: JSON.stringify(map),
    withoutBadLines: String(withoutBadLines),
    dryRun: String(isDry),
    ...(format === null ? {} : { format }),
  })
  const body = await openAsBlob(file.place)
  const headers = { 'content-type': 'application/octet-stream' }
  const started = await ask(server, `${base}?${query}`, { method: 'POST', headers, body })
  const { id } = (await started.json()) as ToldJob // its shape is the server's promise
  const job = await jobDone<ToldImport>(server, `${base}/${id}`)
  const { problems, problemCount, counts, report } = job
  const found = problemCount > 0 ? { problems, problemCount } : undefined
  if (!counts || !report) throw new ImportRefused(job.error ?? `The import is ${job.state}.`, found)
  return { ...counts, problems, problemCount, losses: report }
}
