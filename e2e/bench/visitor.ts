import { setTimeout as wait } from 'node:timers/promises'
import { newId } from './new-id.ts'

/** Somebody with an account on a running server, who speaks to it as a browser does. */
export type Visitor = {
  readonly origin: string
  readonly name: string
  readonly password: string
  readonly email: string
  readonly userId: string
  /** What the session is known by inside the server. */
  readonly sessionToken: string
  /** The whole Cookie header. */
  readonly cookie: string
}

/** What a server knows somebody by who is signed in. */
export type SignedIn = Pick<Visitor, 'origin' | 'cookie'>

/**
 * Makes an account. The first one of a server owns it; where others than this machine reach the server,
 * it needs the token that was printed.
 */
export async function signUp(origin: string, name: string, setupToken = ''): Promise<Visitor> {
  const account = { name, email: `${newId()}@example.org`, password: `${name} reads the news` }
  const response = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: {
      origin,
      'content-type': 'application/json',
      ...(setupToken !== '' && { 'x-parallax-setup-token': setupToken }),
    },
    body: JSON.stringify(account),
  })
  const answer = await answerOf<{ token: string; user: { id: string } }>(response)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ')
  return { ...account, origin, userId: answer.user.id, sessionToken: answer.token, cookie }
}

/** Calls a procedure that changes something; waits where that is more at once than a person may. */
export async function mutate<Output>(
  visitor: SignedIn,
  path: string,
  input: unknown,
): Promise<Output> {
  const { origin, cookie } = visitor
  for (;;) {
    const response = await fetch(`${origin}/api/trpc/${path}`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    if (response.status !== 429)
      return (await answerOf<{ result: { data: Output } }>(response)).result.data
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1_000)
  }
}

/** Calls a procedure that only reads. */
export async function query<Output>(
  { origin, cookie }: SignedIn,
  path: string,
  input: unknown,
): Promise<Output> {
  const address = `${origin}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = await fetch(address, { headers: { cookie } })
  return (await answerOf<{ result: { data: Output } }>(response)).result.data
}

/** Hands in the bytes of a file and gets what the server read in it. */
export async function upload<Output>(
  { origin, cookie }: Visitor,
  project: string,
  { filename, text }: { readonly filename: string; readonly text: string },
): Promise<Output> {
  const parameters = new URLSearchParams({ project, filename })
  const response = await fetch(`${origin}/api/uploads?${parameters}`, {
    method: 'POST',
    headers: { origin, cookie, 'content-type': 'text/plain' },
    body: text,
  })
  return await answerOf<Output>(response)
}

/** The answer as JSON; throws when it is a refusal. */
async function answerOf<Output>(response: Response): Promise<Output> {
  const body = await response.text()
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${body}`)
  // The server is of this very checkout: its answers have the shape that the caller names.
  return JSON.parse(body) as Output
}

/** Somebody new who may annotate in this project. The owner of the instance lets people in. */
export async function invite(owner: Visitor, project: string): Promise<Visitor> {
  const invitation = { project, role: 'annotator', expiresInDays: 1 }
  const { token } = await mutate<{ token: string }>(owner, 'invitations.create', invitation)
  await mutate(owner, 'instance.setSignUp', { open: true })
  const colleague = await signUp(owner.origin, 'Anton Annotator')
  await mutate(colleague, 'invitations.accept', { token })
  return colleague
}
