import type { Access } from '@parallax/db'
import {
  type ProjectId,
  type ProjectMode,
  projectIdSchema,
  type Role,
  roles,
  type UserId,
} from '@parallax/domain'
import { initTRPC, TRPCError } from '@trpc/server'
import { Overloaded } from '../load/overloaded.ts'
import type { Authz, Meta } from './authz.ts'
import { notAllowed, notFound } from './edge-errors.ts'
import { formatError } from './format-error.ts'
import type { RequestContext } from './request-context.ts'

/** Somebody who is signed in. */
export type Person = Pick<
  Access,
  'sessionId' | 'expiresAt' | 'name' | 'email' | 'isInstanceOwner'
> & { readonly userId: UserId }

/** A person in the project that a request is about. */
export type Member = {
  readonly projectId: ProjectId
  readonly role: Role
  readonly mode: ProjectMode
  readonly isArchived: boolean
}

const t = initTRPC.context<RequestContext>().meta<Meta>().create({ errorFormatter: formatError })

export const { router, createCallerFactory } = t

/**
 * The one door that all procedures are behind: what does not declare its callers has none. It hands on
 * what `known` makes of who was let in, in one step, because every operation goes through it.
 */
function behindDoor<Known extends object>(known: (allowed: Allowed) => Known) {
  return t.procedure.use(async ({ ctx, meta, getRawInput, path, next }) => {
    const authz = meta?.authz
    if (authz === undefined) {
      ctx.services.log.error({ path }, 'a procedure does not say who may call it')
      throw notAllowed()
    }
    const projectId = authz.who === 'member' ? projectOf(await getRawInput()) : undefined
    const access =
      ctx.sessionToken === undefined
        ? undefined
        : await ctx.services.access.find(ctx.sessionToken, projectId)
    const allowed = authorise(ctx, authz, access, projectId)
    limitRate(ctx, meta?.rate, allowed.person)
    return next({ ctx: known(allowed) })
  })
}

/** For everybody, signed in or not. */
export const openProcedure = behindDoor((allowed) => allowed).meta({ authz: { who: 'anyone' } })

/** For everybody with an account. */
export const personProcedure = behindDoor(({ person }) => ({ person: present(person) })).meta({
  authz: { who: 'signed-in' },
})

/** For the owner of the instance. */
export const instanceProcedure = personProcedure.meta({ authz: { who: 'instance-owner' } })

/** For members of the project that the input's `project` names, in one of these roles. */
export function memberProcedure(allowed: readonly Role[] = roles) {
  return behindDoor(({ person, member }) => ({
    person: present(person),
    member: present(member),
  })).meta({ authz: { who: 'member', roles: allowed } })
}

/** Whether whoever asks is in this project too, whatever their role: for what is about several. */
export async function isMemberOf(
  { services, sessionToken }: Pick<RequestContext, 'services' | 'sessionToken'>,
  projectId: ProjectId,
): Promise<boolean> {
  if (sessionToken === undefined) return false
  const access = await services.access.find(sessionToken, projectId)
  return access !== undefined && access.role !== null
}

type Allowed = { readonly person: Person | undefined; readonly member: Member | undefined }

function authorise(
  ctx: RequestContext,
  authz: Authz,
  access: Access | undefined,
  projectId: ProjectId | undefined,
): Allowed {
  const person = access && personOf(access)
  if (person !== undefined && ctx.note !== undefined) ctx.note.userId = person.userId
  if (authz.who === 'anyone') return { person, member: undefined }
  if (access === undefined) {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' })
  }
  if (authz.who === 'instance-owner' && !access.isInstanceOwner) throw notAllowed()
  if (authz.who !== 'member') return { person, member: undefined }
  return { person, member: memberOf(access, authz.roles, projectId) }
}

function personOf(access: Access): Person {
  // A user's id was minted by us and is kept as a UUID.
  return { ...access, userId: access.userId as UserId }
}

function memberOf(
  access: Access,
  allowed: readonly Role[],
  projectId: ProjectId | undefined,
): Member {
  const { role, projectMode: mode, projectArchivedAt } = access
  if (role === null || mode === null || projectId === undefined) throw notFound()
  if (!allowed.includes(role)) throw notAllowed()
  return { projectId, role, mode, isArchived: projectArchivedAt !== null }
}

function projectOf(input: unknown): ProjectId {
  const named = typeof input === 'object' && input !== null && 'project' in input
  const parsed = projectIdSchema.safeParse(named ? input.project : undefined)
  if (parsed.success) return parsed.data
  throw new TRPCError({ code: 'BAD_REQUEST', message: 'The request names no project.' })
}

function limitRate(ctx: RequestContext, rate: Meta['rate'], person: Person | undefined): void {
  if (rate === undefined) return
  const waitS = ctx.services.rates.take(rate, person?.userId ?? ctx.clientAddress)
  if (waitS === 0) return
  const message = `Too many requests. Try again in ${waitS} s.`
  const cause = new Overloaded(message, waitS)
  throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message, cause })
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Authorisation let somebody through without a name.')
  return value
}
