import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { tokenScopes } from '../tokens/token-scopes.ts'
import { matchRoute } from './match-route.ts'
import { openApiDocument } from './open-api-document.ts'
import { routes } from './routes/registry.ts'

test('the document is OpenAPI 3.1, and what it refers to is in it', async () => {
  // The validator takes what it is given apart.
  const document = structuredClone(openApiDocument())
  expect(await new Validator().validate(document)).toEqual({ valid: true })
  const written = JSON.stringify(openApiDocument())
  const parts: unknown = JSON.parse(written).components
  for (const [, kind = '', name = ''] of written.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
    expect(parts).toHaveProperty([kind, name])
})

test('every route is in the document, under its id, with the scopes that open it', () => {
  const { paths } = JSON.parse(JSON.stringify(openApiDocument()))
  for (const { id, method, path, scopes } of routes) {
    const operation = paths[path][method.toLowerCase()]
    expect(operation.operationId).toBe(id)
    expect(operation.security).toEqual(scopes.map((scope) => ({ token: [scope] })))
  }
})

describe('docs/api.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/api.md'), 'utf8')

  test('lists every route and no other', () => {
    const rows = page.matchAll(/^\| `(GET|POST)` +\| `(\/\S+)`/gm)
    const listed = [...rows].map(([, method, path]) => `${method} ${path}`)
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  test('lists every scope', () => {
    for (const scope of tokenScopes) expect(page).toContain(`| \`${scope}\``)
  })

  test('asks in its examples for what is there', () => {
    const asked = [...page.matchAll(/example\.org\/api\/v1(\/[^\s"?]+)/g)].map(([, path = '']) =>
      path.replace(/\$\w+|\{[^}]*\}/g, 'x'),
    )
    expect(asked.length).toBeGreaterThan(3)
    for (const path of asked) {
      const methods = ['GET', 'POST'].filter((method) => isRoute(method, path))
      expect(methods, path).not.toEqual([])
    }
  })
})

function isRoute(method: string, path: string): boolean {
  return routes.some((route) => {
    const pattern = new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`)
    return route.method === method && pattern.test(path) && matchRoute(method, path).route === route
  })
}
