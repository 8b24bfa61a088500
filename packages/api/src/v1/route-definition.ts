import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ProjectId, type Role, roles } from '@parallax/domain'
import * as z from 'zod'
import { readBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import type { TokenScope } from '../tokens/token-scopes.ts'
import { ApiProblem } from './api-problem.ts'
import type { TokenHolder } from './token-holder.ts'

/** What the token's person is in the project that the address names. */
export type ProjectOfCall = {
  readonly projectId: ProjectId
  readonly role: Role
  readonly isArchived: boolean
}

/** A request that was let in, before its query and body are read. */
export type Call = {
  readonly services: Services
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly holder: TokenHolder
  readonly search: URLSearchParams
  /** What stands in the address where the path has a name in braces. */
  readonly named: Readonly<Record<string, string>>
  readonly project: ProjectOfCall | undefined
}

/** What a route answers; `undefined` when it has sent a file itself. */
export type RouteAnswer = {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One door of the api for scripts, as the registry, its document and the door see it. */
export type Route = {
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** Below /api/v1, with names in braces; `{project}` is known to the door. */
  readonly path: string
  readonly title: string
  readonly text: string
  /** Any one of these opens it. Without one no token does. */
  readonly scopes: readonly TokenScope[]
  /** Who may ask in a project. */
  readonly roles: readonly Role[]
  readonly isHeavy: boolean
  readonly query: z.ZodObject
  readonly body: Body
  readonly answer: RouteAnswerShape
  readonly open: (call: Call) => Promise<RouteAnswer | undefined>
}

type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'file'; readonly text: string }

type RouteAnswerShape =
  | { readonly kind: 'json'; readonly status: 200 | 201 | 202; readonly schema: z.ZodType }
  | { readonly kind: 'file'; readonly text: string }

type Told = Pick<Route, 'id' | 'method' | 'path' | 'title' | 'text' | 'scopes'> & {
  readonly roles?: readonly Role[]
  readonly isHeavy?: boolean
}

type Definition<
  Query extends z.ZodObject,
  Content extends z.ZodType,
  Answer extends z.ZodType,
> = Told & {
  readonly query?: Query
  readonly content?: Content
  /** What the body is, when it is a file that the route reads itself. */
  readonly file?: string
  readonly status?: 200 | 201 | 202
  readonly answer: Answer
  readonly handle: (
    call: Call & { readonly query: z.output<Query>; readonly content: z.output<Content> },
  ) => Promise<z.input<Answer>>
  /** Where what was made is found, below /api/v1. */
  readonly location?: (made: z.input<Answer>, call: Call) => string
}

const noQuery = z.strictObject({})
const noContent = z.undefined()

/** A route that answers JSON. */
export function defineRoute<
  Answer extends z.ZodType,
  Query extends z.ZodObject = typeof noQuery,
  Content extends z.ZodType = typeof noContent,
>(definition: Definition<Query, Content, Answer>): Route {
  const { query, content, file, status = 200, answer, handle, location } = definition
  const querySchema = query ?? noQuery
  const contentSchema = content ?? noContent
  return {
    ...toldOf(definition),
    query: querySchema,
    body: bodyOf(content, file),
    answer: { kind: 'json', status, schema: answer },
    open: async (call) => {
      const body = await handle({
        ...call,
        // What is not given is `noQuery` or `noContent`, whose types these are.
        query: parse(querySchema, queryOf(call), 'query') as z.output<Query>,
        content: (content && parse(content, await jsonOf(call), 'body')) as z.output<Content>,
      })
      const at = location && `/api/v1${location(body, call)}`
      return { status, body, ...(at && { headers: { location: at } }) }
    },
  }
  function bodyOf(given: Content | undefined, fileText: string | undefined): Body {
    if (fileText !== undefined) return { kind: 'file', text: fileText }
    return given ? { kind: 'json', schema: contentSchema } : { kind: 'none' }
  }
}

/** A route that sends a file itself. */
export function defineFileRoute(
  definition: Told & {
    readonly answer: string
    readonly send: (call: Call) => Promise<void>
  },
): Route {
  return {
    ...toldOf(definition),
    query: noQuery,
    body: { kind: 'none' },
    answer: { kind: 'file', text: definition.answer },
    open: async (call) => {
      await definition.send(call)
      return undefined
    },
  }
}

/** The project of a call whose path names one. */
export function projectOf({ project }: Call): ProjectOfCall {
  if (project === undefined) throw new Error('The path of this route names no project.')
  return project
}

function toldOf({ id, method, path, title, text, scopes, ...rest }: Told) {
  const { roles: allowed = roles, isHeavy = false } = rest
  return { id, method, path, title, text, scopes, roles: allowed, isHeavy }
}

function queryOf({ search }: Call): Record<string, string> {
  return Object.fromEntries(search)
}

const maxJsonBytes = 1_000_000

async function jsonOf({ request }: Call): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json'))
    throw new ApiProblem(415, 'not-json', 'Send JSON, with “Content-Type: application/json”.')
  const bytes = await readBody(request, maxJsonBytes)
  if (bytes === 'too-large')
    throw new ApiProblem(413, 'too-large', `Send at most ${maxJsonBytes} bytes.`)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault
    throw new ApiProblem(400, 'not-json', 'The body is not JSON.')
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: 'query' | 'body',
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  throw new ApiProblem(422, 'not-as-expected', `In the ${where}: ${sentences.join('; ')}.`)
}
