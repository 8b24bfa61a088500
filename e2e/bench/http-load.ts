import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { type Pace, paceOf } from './callers.ts'
import { newId } from './new-id.ts'

/** What the other process is to send, again and again, on connections that it keeps. */
export type Load = {
  readonly origin: string
  readonly path: string
  readonly cookie: string
  /** Bodies with `OPERATION` and `RECORD` where each request has ids of its own; one per caller. */
  readonly bodies: readonly string[]
  readonly sliceMs: number
}

/** A process that makes requests and nothing else. */
export type LoadProcess = {
  readonly paceOf: (load: Load) => Promise<Pace>
  readonly close: () => Promise<void>
}

/** The argument by which this bundle, started once more, makes load. */
export const loadArgument = 'http-load'

type Message = Pace | { readonly fault: string }

export function startLoadProcess(): LoadProcess {
  const [, program = ''] = process.argv
  const child = fork(program, [loadArgument])
  return {
    paceOf: async (load) => {
      const settled = new AbortController()
      child.send(load)
      const [message] = await Promise.race([
        once(child, 'message', settled),
        failureOf(child, settled),
      ]).finally(() => settled.abort())
      // Sent by `serveLoad` below.
      const answer = message as Message
      if ('fault' in answer) throw new Error(answer.fault)
      return answer
    },
    close: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function failureOf(child: ChildProcess, settled: AbortController): Promise<never> {
  const [code] = await once(child, 'exit', settled)
  throw new Error(`The process that makes load ended with ${code}.`)
}

/** The other side: makes the load it is told to make, until nobody is there to tell it. */
export function serveLoad(): void {
  process.on('message', (load: Load) => {
    const answer = (message: Message) => process.send?.(message)
    makeLoad(load).then(answer, (fault: unknown) => answer({ fault: String(fault) }))
  })
}

async function makeLoad(load: Load): Promise<Pace> {
  const { bodies, sliceMs } = load
  const agent = new Agent({ keepAlive: true, maxSockets: bodies.length })
  try {
    return await paceOf(bodies.length, sliceMs, (caller) => send(load, agent, caller))
  } finally {
    agent.destroy()
  }
}

function send({ origin, path, cookie, bodies }: Load, agent: Agent, caller: number): Promise<void> {
  const body = (bodies[caller] ?? '').replaceAll('OPERATION', newId()).replace('RECORD', newId())
  const headers = {
    origin,
    cookie,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  return new Promise((resolve, reject) => {
    const sending = request(`${origin}${path}`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (text.includes('"result":"ok"')) resolve()
        else reject(new Error(`${path} answered ${response.statusCode}: ${text}`))
      })
    })
    sending.on('error', reject)
    sending.end(body)
  })
}
