import * as z from 'zod'
import { answerNames } from './answer-schemas.ts'
import { openApiText as text } from './open-api-text.ts'
import type { Route } from './route-definition.ts'
import { routes } from './routes/registry.ts'

type Json = Readonly<Record<string, unknown>>

let made: Json | undefined

/** The description of the api for scripts, by OpenAPI 3.1, made of the routes themselves. */
export function openApiDocument(): Json {
  made ??= makeDocument()
  return made
}

function makeDocument(): Json {
  return {
    openapi: '3.1.1',
    info: { title: text.title, version: '1', description: text.description },
    servers: [{ url: '/api/v1' }],
    paths: Object.fromEntries(
      [...new Set(routes.map(({ path }) => path))].map((path) => [path, pathItem(path)]),
    ),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'plx_…', description: text.token },
      },
      schemas: namedSchemas(),
      responses: { Problem: problem },
    },
  }
}

const problem = {
  description: text.problem,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function pathItem(path: string): Json {
  const here = routes.filter((route) => route.path === path)
  return Object.fromEntries(here.map((route) => [route.method.toLowerCase(), operation(route)]))
}

function operation(route: Route): Json {
  const { id, title, scopes, body } = route
  return {
    operationId: id,
    summary: title,
    description: route.text,
    // Any one of them is enough. A route without scopes takes one that no token has.
    security: scopes.map((scope) => ({ token: [scope] })),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(body.kind !== 'none' && { requestBody: requestBody(body) }),
    responses: { ...goodAnswers(route), ...problemsOf(route) },
  }
}

/** What stands in a path is the id of something, but for these. */
const numberSchema = { type: 'integer', minimum: 1 }
const pathSchemas: Readonly<Record<string, Json>> = {
  release: numberSchema,
  other: numberSchema,
  format: { type: 'string' },
}

function pathParameters({ path }: Route): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: pathSchemas[name] ?? { type: 'string', format: 'uuid' },
  }))
}

function queryParameters({ query }: Route): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(query)
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = Object(schema)
    const isNeeded = required.includes(name)
    return { name, in: 'query', required: isNeeded, description, schema: rest }
  })
}

function requestBody(body: Exclude<Route['body'], { kind: 'none' }>): Json {
  if (body.kind === 'json')
    return { required: true, content: { 'application/json': { schema: schemaOf(body.schema) } } }
  return { required: true, description: body.text, content: { 'application/octet-stream': {} } }
}

function goodAnswers({ answer, title }: Route): Json {
  if (answer.kind === 'json')
    return {
      [answer.status]: {
        description: title,
        content: { 'application/json': { schema: schemaOf(answer.schema) } },
      },
    }
  const whole = { description: answer.text, content: { 'application/octet-stream': {} } }
  return {
    200: whole,
    206: { ...whole, description: text.part },
    304: { description: text.unchanged },
  }
}

function problemsOf({ answer, body, path }: Route): Json {
  const statuses = [
    401,
    403,
    ...(path.includes('{') ? [404] : []),
    ...(body.kind === 'none' ? [] : [409, 413]),
    ...(body.kind === 'json' ? [400, 415] : []),
    ...(answer.kind === 'file' ? [410, 416] : []),
    422,
    429,
    500,
  ]
  const refer = { $ref: '#/components/responses/Problem' }
  return Object.fromEntries([...statuses, 'default'].map((status) => [status, refer]))
}

const asReference = (id: string) => `#/components/schemas/${id}`

/** As it goes over the line: an answer may have more in it one day, so nothing forbids it. */
const options = { target: 'draft-2020-12', io: 'input', metadata: answerNames } as const

function schemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  const named = answerNames.get(schema)
  if (named) return { $ref: asReference(named.id) }
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, options)
  return referring(rest)
}

function namedSchemas(): Json {
  const { schemas } = z.toJSONSchema(answerNames, { ...options, uri: asReference })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema]),
  )
}

/** Zod puts what has a name beside the schema that uses it; here it stands with the components. */
function referring<Value>(value: Value): Value {
  const json = JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')
  return JSON.parse(json)
}
