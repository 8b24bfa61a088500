import { getRelease, newestCard, releasesOf, schema } from '@parallax/db'
import type { ProjectId, UserId } from '@parallax/domain'
import {
  bibtexOfRelease,
  type ContentChoice,
  citeRelease,
  type LossReport,
  type ReleaseComparison,
  type SplitDraw,
} from '@parallax/formats'
import { eq } from 'drizzle-orm'
import type { Watched } from '../exchange/watched.ts'
import type { Services } from '../services.ts'
import { compareStored } from './compare-stored.ts'
import { exportRelease, releaseLosses } from './export-release.ts'
import { makeRelease, toldCourse } from './make-release.ts'
import { readManifestText } from './read-release.ts'
import { type ShownRelease, shownRelease } from './shown-release.ts'

/** A release as it is wished for where no screen is. */
export type WantedRelease = {
  readonly title: string
  readonly notes: string
  readonly licence: string
  readonly chosen: ContentChoice
  readonly draw: SplitDraw | null
}

/** A release with its card and how it is cited. */
export type WholeRelease = ShownRelease & {
  readonly card: string
  readonly citation: string
  readonly bibtex: string
}

/** What can be done with releases while no screen is there. */
export type ReleaseExchange = {
  /** Newest first. */
  list(projectId: ProjectId): Promise<readonly ShownRelease[]>
  get(projectId: ProjectId, number: number): Promise<WholeRelease | undefined>
  /** Makes one and answers its number. Throws a `ReleaseProblem` where it cannot be. */
  make(
    projectId: ProjectId,
    madeBy: UserId,
    wanted: WantedRelease,
    course?: Watched,
  ): Promise<number>
  /** Its file in a format; `undefined` when there is no such release, or the format is only read. */
  export(
    projectId: ProjectId,
    number: number,
    format: string,
    course?: Watched,
  ): Promise<AsyncIterable<string | Uint8Array> | undefined>
  /** What the format cannot hold of it, without a file; `undefined` as `export`. */
  losses(projectId: ProjectId, number: number, format: string): Promise<LossReport | undefined>
  manifest(projectId: ProjectId, number: number): Promise<string | undefined>
  compare(projectId: ProjectId, from: number, to: number): Promise<ReleaseComparison | undefined>
}

export function releaseExchange(services: Services): ReleaseExchange {
  const { db, blobs } = services
  const find = (projectId: ProjectId, number: number) => getRelease(db, { projectId, number })
  return {
    list: async (projectId) => (await releasesOf(db, projectId)).map(shownRelease),
    get: async (projectId, number) => {
      const found = await find(projectId, number)
      const card = await newestCard(db, { projectId, number })
      if (found === undefined || card === undefined) return undefined
      const shown = shownRelease(found)
      const { summary } = shown
      const [citation, bibtex] = [citeRelease(summary), bibtexOfRelease(summary)]
      return { ...shown, card: card.body, citation, bibtex }
    },
    make: async (projectId, id, wanted, { onProgress } = {}) => {
      const madeBy = { id, name: await nameOf(services, id) }
      const request = { projectId, madeBy, madeAt: new Date(), ...wanted }
      return makeRelease(services, request, onProgress && toldCourse(onProgress))
    },
    export: async (projectId, number, format, course) => {
      const found = await find(projectId, number)
      return found && exportRelease(blobs, found.release, format, course)
    },
    losses: async (projectId, number, format) => {
      const found = await find(projectId, number)
      return found && releaseLosses(blobs, found.release, format)
    },
    manifest: async (projectId, number) => {
      const found = await find(projectId, number)
      return found && readManifestText(blobs, found.release)
    },
    compare: (projectId, from, to) => compareStored(services, projectId, from, to),
  }
}

async function nameOf({ db }: Services, id: UserId): Promise<string> {
  const { users } = schema
  const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, id))
  return user?.name ?? ''
}
