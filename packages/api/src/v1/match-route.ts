import { ApiProblem } from './api-problem.ts'
import type { Route } from './route-definition.ts'
import { routes } from './routes/registry.ts'

/** The route of a path below /api/v1, and what stands where it has names in braces. */
export type MatchedRoute = {
  readonly route: Route
  readonly named: Readonly<Record<string, string>>
}

/** Throws the problem of an address that leads nowhere, or of a method that it does not take. */
export function matchRoute(method: string | undefined, path: string): MatchedRoute {
  const found = routes.flatMap((route) => {
    const named = namedIn(route.path, path)
    return named === undefined ? [] : [{ route, named }]
  })
  const match = found.find(({ route }) => route.method === method)
  if (match !== undefined) return match
  if (found.length === 0)
    throw new ApiProblem(404, 'no-such-address', 'There is no such address. See openapi.json.')
  const allow = [...new Set(found.map(({ route }) => route.method))].join(', ')
  throw new ApiProblem(405, 'method', `This address takes ${allow} only.`, { allow })
}

/** The name of the door for the log and the metrics: from a fixed list, whatever is in the address. */
export function doorNameOf(method: string | undefined, path: string): string {
  const asked = method === 'HEAD' ? 'GET' : method
  if (path === '/openapi.json') return 'v1.openapi'
  const route = routes.find(
    (each) => each.method === asked && namedIn(each.path, path) !== undefined,
  )
  return `v1.${route?.id ?? 'unknown'}`
}

function namedIn(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const named: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const here = given[at] ?? ''
    if (part.startsWith('{') && here !== '') named[part.slice(1, -1)] = here
    else if (part !== here) return undefined
  }
  return named
}
