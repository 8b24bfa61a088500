import { setTimeout as wait } from 'node:timers/promises'
import { CommandProblem, exitCodes } from '../terminal.ts'

/** A running server that is worked on over HTTP. */
export type RemoteServer = {
  /** Without a slash at its end. */
  readonly url: string
  readonly token: string
  /** Hears how far a job there is, in per cent; `undefined` when it has ended. */
  readonly onProgress?: ((percent: number | undefined) => void) | undefined
}

const mostAttempts = 5
const longestWaitS = 60

/** Asks a server; the answer is good. Throws what a person has to know, with the exit code. */
export async function ask(
  { url, token }: RemoteServer,
  path: string,
  init: RequestInit = {},
  attempt = 1,
): Promise<Response> {
  const address = path.startsWith('/api/') ? `${url}${path}` : `${url}/api/v1${path}`
  const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) } // only given so, below
  const answer = await fetch(address, { ...init, headers }).catch((fault: unknown) => {
    // What `fetch` throws when nobody answers; anything else is a mistake of ours.
    if (!(fault instanceof TypeError)) throw fault
    const why = fault.cause instanceof Error ? fault.cause.message : fault.message
    throw new CommandProblem(`${url} does not answer: ${why}`, exitCodes.unavailable)
  })
  if (answer.ok) return answer
  const waitS = Number(answer.headers.get('retry-after') ?? Number.NaN)
  if (waitS <= longestWaitS && attempt < mostAttempts) {
    await answer.body?.cancel()
    await wait(waitS * 1_000)
    return ask({ url, token }, path, init, attempt + 1)
  }
  throw await problemOf(url, answer)
}

/** The JSON of an answer, which the server's tests hold against its schema. */
export async function askJson<Answer>(
  server: RemoteServer,
  path: string,
  body?: object,
): Promise<Answer> {
  const init: RequestInit =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
  return (await (await ask(server, path, init)).json()) as Answer // its shape is the server's promise
}

type RemoteJob = { readonly state: string; readonly progressPercent: number }
const firstPauseMs = 50
const longestPauseMs = 1_000

/** Waits until a job there has ended, and answers it as it ended. */
export async function jobDone<Job extends RemoteJob>(
  server: RemoteServer,
  path: string,
): Promise<Job> {
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const job = await askJson<Job>(server, path)
      if (job.state !== 'waiting' && job.state !== 'running') return job
      server.onProgress?.(job.progressPercent)
      await wait(pauseMs)
    }
  } finally {
    server.onProgress?.(undefined)
  }
}

/** What is not allowed, or not there now, is no fault in anybody's data. */
const notReached: readonly number[] = [401, 403, 429, 500, 502, 503, 504, 507]

async function problemOf(url: string, answer: Response): Promise<CommandProblem> {
  const isProblem = answer.headers.get('content-type')?.includes('problem+json') ?? false
  const told: { readonly detail?: string } = isProblem ? JSON.parse(await answer.text()) : {}
  const detail = told.detail ?? `${url} answered ${answer.status}. Is it a Parallax?`
  const code = notReached.includes(answer.status) ? exitCodes.unavailable : exitCodes.refused
  return new CommandProblem(detail, isProblem ? code : exitCodes.unavailable)
}
