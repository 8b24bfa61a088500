import {
  findUserByEmail,
  getInstanceSettings,
  getProject,
  type Project,
  schema,
} from '@parallax/db'
import { isUuid, type ProjectId, type UserId } from '@parallax/domain'
import type { ProjectCodecId } from '@parallax/formats'
import { asc, eq } from 'drizzle-orm'
import pino from 'pino'
import { createResetLink, type ResetLink } from '../auth/passwords.ts'
import { mintId } from '../mint-id.ts'
import { openApi } from '../open-api.ts'
import { startProject } from '../projects/create-project.ts'
import { type KnownPerson, peopleOf } from '../queries/people.ts'
import { type ReleaseExchange, releaseExchange } from '../releases/release-exchange.ts'
import { mintToken } from '../secret-token.ts'
import type { Services } from '../services.ts'
import { type BringRequest, type Brought, bringFile, lookAtFile } from './bring-file.ts'
import { chosenSelection, type SelectionWish } from './chosen-selection.ts'
import { type Export, exportProject } from './export-project.ts'
import { importProject, isEmptyProject } from './import-project.ts'
import type { FileReport } from './read-file.ts'
import type { Watched } from './watched.ts'

/** Where the data is. */
export type ExchangeOptions = {
  readonly dataFolder: string
  readonly databaseUrl?: string | undefined
  /** Where originals and releases are, if not in the data folder. */
  readonly blobFolder?: string | undefined
}

/** A project as lists of the command line show it. */
export type KnownProject = Pick<Project, 'name' | 'mode' | 'isSample'> & {
  readonly id: ProjectId
  readonly isArchived: boolean
}

/** What can be done with an installation's data while no screen is there. */
export type Exchange = {
  /** Every project, oldest first. */
  projects(): Promise<readonly KnownProject[]>
  /** The projects with this id or this name. */
  findProjects(idOrName: string): Promise<readonly KnownProject[]>
  /** A new project without anything but a first codebook. */
  createProject(name: string, mode: Project['mode'], owner: UserId): Promise<ProjectId>
  /** Everybody whom records of a project may name. */
  people(projectId: ProjectId): Promise<readonly KnownPerson[]>
  /** A project as a file; `undefined` for what is not there. Nobody's layers are kept back. */
  export(
    projectId: ProjectId,
    codec: string,
    selection: SelectionWish,
    how?: Pick<Export, 'options' | 'ledger' | 'onProgress'>,
  ): Promise<AsyncIterable<Uint8Array> | undefined>
  import(
    projectId: ProjectId,
    codec: ProjectCodecId,
    from: { readonly file: string; readonly importedBy: UserId },
    course?: Watched,
  ): Promise<FileReport>
  /** Brings a file of any format beside what a project has. Throws an error with what to do. */
  bring(request: BringRequest, course?: Watched): Promise<Brought>
  /** What bringing it would do. */
  lookAt(request: BringRequest, course?: Watched): Promise<Brought>
  /** Whether a project has nothing but a codebook. */
  isEmpty(projectId: ProjectId): Promise<boolean>
  /** The account with this address; without one, that of the instance's owner. */
  findUser(email?: string): Promise<UserId | undefined>
  readonly releases: ReleaseExchange
  makeResetLink(user: UserId): Promise<ResetLink>
  close(): Promise<void>
}

/**
 * Opens an installation's data for work at the command line. Throws when it is in use by a server
 * that shares it with nobody, or cannot be reached.
 */
export async function openExchange(options: ExchangeOptions): Promise<Exchange> {
  const log = pino({ level: 'silent' })
  // Nobody signs in here, so any secret and any address will do.
  const address = { publicUrl: undefined, port: 3000 }
  const api = await openApi({ ...options, secret: mintToken(), address, log })
  const { services } = api
  const { db } = services
  return {
    projects: () => listProjects(services),
    findProjects: (idOrName) => findProjects(services, idOrName),
    createProject: async (name, mode, createdBy) => {
      const id = mintId() as ProjectId // minted for this project
      await startProject(services, { id, name, mode, isSample: false, createdBy })
      return id
    },
    people: (projectId) => peopleOf(db, projectId),
    export: async (projectId, codec, wish, how) => {
      const selection = await chosenSelection(db, projectId, wish)
      const exportedAt = new Date()
      return selection && exportProject(db, { projectId, codec, selection, exportedAt, ...how })
    },
    import: (projectId, codec, from, course) =>
      importProject(services, { projectId, codec, ...from, importedAt: new Date() }, course),
    bring: (request, course) => bringFile(services, request, course),
    lookAt: (request, course) => lookAtFile(db, request, course),
    isEmpty: (projectId) => isEmptyProject(db, projectId),
    findUser: (email) => findUser(services, email),
    releases: releaseExchange(services),
    makeResetLink: (user) => createResetLink(db, user, null),
    close: () => api.close(),
  }
}

async function listProjects({ db }: Services): Promise<readonly KnownProject[]> {
  const { projects } = schema
  const found = await db.select().from(projects).orderBy(asc(projects.createdAt), asc(projects.id))
  return found.map(known)
}

async function findProjects({ db }: Services, idOrName: string): Promise<readonly KnownProject[]> {
  const { projects } = schema
  const byId = isUuid(idOrName) ? await getProject(db, idOrName) : undefined
  if (byId) return [known(byId)]
  const found = await db
    .select()
    .from(projects)
    .where(eq(projects.name, idOrName))
    .orderBy(asc(projects.createdAt), asc(projects.id))
  return found.map(known)
}

function known({ id, name, mode, isSample, archivedAt }: Project): KnownProject {
  // Ids of projects enter through their schema.
  return { id: id as ProjectId, name, mode, isSample, isArchived: archivedAt !== null }
}

async function findUser({ db }: Services, email?: string): Promise<UserId | undefined> {
  const id =
    email === undefined
      ? (await getInstanceSettings(db)).ownerId
      : (await findUserByEmail(db, email))?.id
  return id ? (id as UserId) : undefined // ids of people are minted by us
}
