import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { type Api, handleApiRequest, openApi } from '@parallax/api'
import { addMember, setOpenSignUp } from '@parallax/db'
import { pino } from './api-dependencies.ts'
import { serveFanOut } from './fan-out.ts'
import { listen } from './loopback.ts'
import { newId } from './new-id.ts'

/** A second process of the product on a PostgreSQL that the first one uses. */
export type SecondServer = {
  readonly origin: string
  /** A server in that process that only passes events on. */
  readonly rawOrigin: string
  /** Accounts in a project, as the `Cookie` headers of their sessions. */
  readonly admit: (project: string, count: number) => Promise<readonly string[]>
  /** What the process takes, after garbage is collected. */
  readonly measure: () => Promise<Taken>
  readonly close: () => Promise<void>
}

/** The argument by which this bundle, started once more, serves. */
export const secondServerArgument = 'second-server'

/** Memory in bytes, and CPU since the process began in milliseconds. */
export type Taken = {
  readonly rssBytes: number
  readonly heapBytes: number
  readonly cpuMs: number
}

type Place = { readonly databaseUrl: string; readonly secret: string }
type Command =
  | { readonly start: Place }
  | { readonly admit: { readonly project: string; readonly count: number } }
  | { readonly measure: true }
type Answer =
  | { readonly origin: string; readonly rawOrigin: string }
  | { readonly cookies: readonly string[] }
  | Taken
  | { readonly fault: string }

export async function startSecondServer(place: Place): Promise<SecondServer> {
  const [, program = ''] = process.argv
  const child = fork(program, [secondServerArgument], { execArgv: ['--expose-gc'] })
  const started = await ask(child, { start: place })
  if (!('origin' in started)) throw new Error('The second server did not say where it is.')
  return {
    ...started,
    admit: async (project, count) => {
      const answer = await ask(child, { admit: { project, count } })
      return 'cookies' in answer ? answer.cookies : []
    },
    measure: async () => {
      const answer = await ask(child, { measure: true })
      if (!('heapBytes' in answer)) throw new Error('A question was answered with another answer.')
      return answer
    },
    close: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function ask(child: ChildProcess, command: Command): Promise<Answer> {
  child.send(command)
  const [message] = await once(child, 'message')
  const answer = message as Answer // sent by `serveSecond` below
  if ('fault' in answer) throw new Error(answer.fault)
  return answer
}

/** The other side. */
export function serveSecond(): void {
  let api: Api | undefined
  process.on('message', (command: Command) => {
    obey(command).then(
      (answer) => process.send?.(answer),
      (fault: unknown) => process.send?.({ fault: String(fault) }),
    )
  })
  process.on('disconnect', () => process.exit())

  async function obey(command: Command): Promise<Answer> {
    if ('start' in command) {
      const server = createServer()
      const port = await listen(server)
      api = await openApi({
        ...command.start,
        dataFolder: tmpdir(),
        address: { publicUrl: undefined, port },
        log: pino({ level: 'error' }),
      })
      const { services } = api
      server.on(
        'request',
        (request, response) => void handleApiRequest(services, request, response),
      )
      const raw = await serveFanOut()
      return { origin: `http://127.0.0.1:${port}`, rawOrigin: raw.origin }
    }
    if (api === undefined) throw new Error('Nothing was started.')
    if ('admit' in command) return { cookies: await admit(api, command.admit) }
    return await takenNow()
  }
}

async function admit(
  { services }: Api,
  { project, count }: { readonly project: string; readonly count: number },
): Promise<readonly string[]> {
  await setOpenSignUp(services.db, true)
  const cookies: string[] = []
  for (let index = 0; index < count; index += 1) {
    const body = { name: `Reader ${index}`, email: `${newId()}@example.org`, password: newId() }
    const answer = await services.auth.api.signUpEmail({ body, asResponse: true })
    const { user }: { user: { id: string } } = JSON.parse(await answer.text())
    const joined = { projectId: project, userId: user.id, role: 'annotator', joinedAt: new Date() }
    await addMember(services.db, joined as Parameters<typeof addMember>[1]) // as the table has it
    const lines = answer.headers.getSetCookie()
    cookies.push(lines.map((line) => line.slice(0, line.indexOf(';'))).join('; '))
  }
  return cookies
}

async function takenNow(): Promise<Taken> {
  for (let round = 0; round < 4; round += 1) {
    global.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rssBytes, heapBytes, cpuMs: (user + system) / 1_000 }
}
