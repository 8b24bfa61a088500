import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DatabaseEngine } from '@parallax/db'
import { handleApiRequest } from '../src/http/handle-request.ts'
import { openTestApi, type TestApi, testPassword } from './open-test-api.ts'

/** An api behind a real server on loopback. */
export type ServedApi = TestApi & {
  readonly origin: string
  /** Signs up through the door; gives the cookies of the session. */
  signUp(name: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  cookieOf(name: string): Promise<string>
}

export async function serveApi(
  engine: DatabaseEngine,
  options: Parameters<typeof openTestApi>[1] = {},
): Promise<ServedApi> {
  let api: TestApi | undefined
  const server = createServer((request, response) => {
    if (api !== undefined) void handleApiRequest(api.services, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  api = await openTestApi(engine, { address: { publicUrl: undefined, port }, ...options })
  const origin = `http://127.0.0.1:${port}`
  const { remove } = api
  const signUp = (name: string, headers: Readonly<Record<string, string>> = {}) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
    return fetch(`${origin}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name, email, password: testPassword }),
    })
  }
  return {
    ...api,
    origin,
    signUp,
    cookieOf: async (name) => {
      const answer = await signUp(name)
      if (!answer.ok) throw new Error(await answer.text())
      return cookiesOf(answer)
    },
    remove: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await remove()
    },
  }
}

/** The `Cookie` header that answers an answer's `Set-Cookie`. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
