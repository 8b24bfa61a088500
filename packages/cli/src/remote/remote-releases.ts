import type { RouterOutputs } from '@parallax/api'
import type { ProjectId } from '@parallax/domain'
import type { LossReport } from '@parallax/formats'
import { CommandProblem } from '../terminal.ts'
import { ask, askJson, jobDone, type RemoteServer } from './api-client.ts'
import { bytesOf } from './bytes-of.ts'

type Release = RouterOutputs['releases']['list'][number]
type WholeRelease = Release & {
  readonly card: string
  readonly citation: string
  readonly bibtex: string
}
type ToldJob = {
  readonly id: string
  readonly state: string
  readonly progressPercent: number
  readonly error: string | null
  readonly number: number | null
}

/** What commands do with releases, done by a running server. */
export function remoteReleases(server: RemoteServer) {
  const base = (projectId: ProjectId) => `/projects/${projectId}/releases`
  return {
    list: async (projectId: ProjectId) =>
      (await askJson<{ releases: readonly Release[] }>(server, base(projectId))).releases,
    get: (projectId: ProjectId, number: number) =>
      askJson<WholeRelease>(server, `${base(projectId)}/${number}`),
    make: async (projectId: ProjectId, _madeBy: unknown, wanted: object) => {
      const { id } = await askJson<ToldJob>(server, base(projectId), wanted)
      const job = await jobDone<ToldJob>(server, `/projects/${projectId}/release-jobs/${id}`)
      if (job.number !== null) return job.number
      throw new CommandProblem(job.error ?? `The release is ${job.state}.`)
    },
    export: async (projectId: ProjectId, number: number, format: string) =>
      bytesOf(await ask(server, `${base(projectId)}/${number}/files/${format}`)),
    losses: (projectId: ProjectId, number: number, format: string) =>
      askJson<LossReport>(server, `${base(projectId)}/${number}/losses/${format}`),
    manifest: async (projectId: ProjectId, number: number) =>
      (await ask(server, `${base(projectId)}/${number}/manifest`)).text(),
    compare: (projectId: ProjectId, from: number, to: number) =>
      askJson<RouterOutputs['releases']['compare']>(
        server,
        `${base(projectId)}/${from}/comparison/${to}`,
      ),
  }
}
