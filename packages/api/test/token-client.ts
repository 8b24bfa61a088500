import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import type { TokenScope } from '../src/tokens/token-scopes.ts'
import { openApiDocument } from '../src/v1/open-api-document.ts'
import { routes } from '../src/v1/routes/registry.ts'
import type { TestPerson } from './open-test-api.ts'

/** Asks as a script does, and holds every answer against what the api's document says of it. */
export type TokenClient = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>
  post(path: string, body: unknown): Promise<Answered>
  /** Sends bytes. */
  send(path: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<Answered>
}

export type Answered = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer was held against its schema already.
  readonly body: any
}

const document = openApiDocument()
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'api', ...document })

/** A client with a token that this person makes. */
export async function tokenClient(
  origin: string,
  person: TestPerson,
  scopes: readonly TokenScope[],
  project: string | null = null,
): Promise<TokenClient & { readonly word: string; readonly id: string }> {
  const made = await person.call.tokens.create({
    name: `${person.name}'s script`,
    scopes: [...scopes],
    project: project as never, // an id that a test has
  })
  return { ...clientWith(origin, made.word), word: made.word, id: made.id }
}

/** A client that sends this as its token. */
export function clientWith(origin: string, word: string | undefined): TokenClient {
  const authorization: Record<string, string> =
    word === undefined ? {} : { authorization: `Bearer ${word}` }
  const ask = async (path: string, init: RequestInit) => {
    const headers = { ...authorization, ...(init.headers as Record<string, string>) } // given below
    const answer = await fetch(`${origin}/api/v1${path}`, { ...init, headers })
    return checked(init.method ?? 'GET', path, answer)
  }
  return {
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    send: (path, bytes) => ask(path, { method: 'POST', body: bytes }),
  }
}

async function checked(method: string, path: string, answer: Response): Promise<Answered> {
  const { status, headers } = answer
  const text = await answer.text()
  const isJson = /^application\/(problem\+)?json\b/.test(headers.get('content-type') ?? '')
  const body = isJson ? JSON.parse(text) : undefined
  if (status >= 400) {
    expect(headers.get('content-type'), text).toContain('application/problem+json')
    expectSchema('#/components/schemas/Problem', body)
    expect(body.status).toBe(status)
  } else if (isJson) expectAnswer(method, path, status, body)
  return { status, headers, text, body }
}

function expectAnswer(method: string, path: string, status: number, body: unknown): void {
  const [plain = ''] = path.split('?')
  if (plain === '/openapi.json') return
  const pattern = (of: string) => new RegExp(`^${of.replace(/\{\w+\}/g, '[^/]+')}$`)
  const route = routes.find((each) => each.method === method && pattern(each.path).test(plain))
  if (route === undefined) throw new Error(`No route answers ${method} ${plain}.`)
  const key = route.path.replaceAll('~', '~0').replaceAll('/', '~1')
  const media = 'content/application~1json/schema'
  expectSchema(`#/paths/${key}/${method.toLowerCase()}/responses/${status}/${media}`, body)
}

function expectSchema(pointer: string, body: unknown): void {
  const validate = ajv.getSchema(`api${encodeURI(pointer)}`)
  if (validate === undefined) throw new Error(`The document has no ${pointer}.`)
  expect(validate(body), JSON.stringify(validate.errors)).toBe(true)
}

/** How long a test waits for a job: longer than any takes, however busy the machine is. */
export const patiently = { timeout: 30_000 }
