import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ProjectId, projectIdSchema } from '@parallax/domain'
import { answerJson } from '../http/answers.ts'
import { isFromOurPages, ownOrigins } from '../http/origin-rule.ts'
import { faultMessage } from '../http/request-id.ts'
import { logFault } from '../log/log-fault.ts'
import type { Services } from '../services.ts'
import { noteOf } from '../trpc/request-note.ts'
import { ApiProblem, nothingHere, problemOf, sendProblem } from './api-problem.ts'
import { matchRoute } from './match-route.ts'
import { openApiDocument } from './open-api-document.ts'
import type { Call, ProjectOfCall, Route } from './route-definition.ts'
import { findTokenHolder, type TokenHolder } from './token-holder.ts'

/**
 * Answers a request below /api/v1, the door for scripts. A session opens nothing here: what counts
 * is the token, so there is no cookie that another page could ride on.
 */
export async function answerV1(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    await answer(services, request, response, url)
  } catch (fault) {
    if (response.destroyed) return
    const { id } = noteOf(request)
    if (!(fault instanceof ApiProblem))
      logFault(services.log, fault, { request: id }, 'a request failed')
    if (response.headersSent) response.destroy()
    else sendProblem(response, problemOf(fault) ?? new ApiProblem(500, 'fault', faultMessage(id)))
  }
}

async function answer(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  refuseForeignPages(services, request)
  const path = url.pathname.slice('/api/v1'.length)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (path === '/openapi.json' && method === 'GET')
    return answerJson(response, 200, openApiDocument())
  const { route, named } = matchRoute(method, path)
  const projectId = projectIn(route, named)
  const holder = await findTokenHolder(services, request, projectId)
  takeBudget(services, holder, route)
  requireScope(holder, route)
  const project = projectId && projectFor(holder, route, projectId)
  const call: Call = {
    services,
    request,
    response,
    holder,
    search: url.searchParams,
    named,
    project,
  }
  const answered = await route.open(call)
  if (answered === undefined) return
  for (const [name, value] of Object.entries(answered.headers ?? {}))
    response.setHeader(name, value)
  answerJson(response, answered.status, answered.body)
}

/** No page but ours may ask, and no header of ours lets one read an answer. */
function refuseForeignPages({ address }: Services, { headers }: IncomingMessage): void {
  if (isFromOurPages({ method: 'GET', headers }, ownOrigins(address))) return
  const detail = 'Pages of other addresses may not ask here. Ask from a program.'
  throw new ApiProblem(403, 'foreign-origin', detail)
}

/** The project that the address names; one that cannot exist is none that the holder could be in. */
function projectIn({ path }: Route, { project }: Record<string, string>): ProjectId | undefined {
  if (!path.includes('{project}')) return undefined
  const parsed = projectIdSchema.safeParse(project)
  // Only ids of projects are looked up, and whoever has no token is told so first.
  return parsed.success ? parsed.data : noProject
}

/** No project has this id. */
const noProject = projectIdSchema.parse('00000000-0000-4000-8000-000000000000')

function takeBudget({ rates }: Services, { token }: TokenHolder, route: Route): void {
  const waitS = Math.max(
    rates.take('script', `token ${token.id}`),
    route.isHeavy ? rates.take('heavy', `token ${token.id}`) : 0,
  )
  if (waitS === 0) return
  const detail = `This token asks too often. Try again in ${waitS} s.`
  throw new ApiProblem(429, 'too-many', detail, { 'retry-after': String(waitS) })
}

function requireScope({ token }: TokenHolder, { scopes }: Route): void {
  if (scopes.some((scope) => token.scopes.includes(scope))) return
  const needed = scopes.length === 0 ? 'No token opens this.' : `It takes ${scopes.join(' or ')}.`
  const detail = `The token “${token.name}” may not do this. ${needed}`
  throw new ApiProblem(403, 'scope-missing', detail)
}

function projectFor(
  { role, projectArchivedAt }: TokenHolder,
  { roles }: Route,
  projectId: ProjectId,
): ProjectOfCall {
  if (role === null) throw nothingHere()
  if (!roles.includes(role)) {
    const detail = `Your role in the project is ${role}; this takes ${roles.join(' or ')}.`
    throw new ApiProblem(403, 'not-allowed', detail)
  }
  return { projectId, role, isArchived: projectArchivedAt !== null }
}
