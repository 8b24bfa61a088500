import type { IncomingMessage, ServerResponse } from 'node:http'
import { logFault } from '../log/log-fault.ts'
import type { Services } from '../services.ts'
import { answerV1 } from '../v1/answer-v1.ts'
import { answerFault, answerNothing, answerProblem } from './answers.ts'
import { answerAuth } from './auth-door.ts'
import { giveBackup } from './backup-door.ts'
import { clientAddressOf } from './client-address.ts'
import { giveExport } from './export-door.ts'
import { giveFeed } from './feed-door.ts'
import { giveSource, giveText } from './file-door.ts'
import { takeImport } from './import-door.ts'
import { isFromOurPages, ownOrigins } from './origin-rule.ts'
import { giveDocumentPage } from './page-door.ts'
import { giveRelease } from './release-door.ts'
import { nameAnswer } from './request-id.ts'
import { logRequest } from './request-log.ts'
import { tellSetup } from './setup-door.ts'
import { answerTrpc, trpcPrefix } from './trpc-door.ts'
import { takeUpload } from './upload-door.ts'

type Exchange = {
  readonly services: Services
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** The parts of the path after the door's name. */
  readonly parts: readonly string[]
}

type Door = { readonly method: 'GET' | 'POST'; readonly open: (of: Exchange) => Promise<void> }

const doors: Readonly<Record<string, Door>> = {
  backup: {
    method: 'GET',
    open: ({ services, request, response }) => giveBackup(services, request, response),
  },
  feed: {
    method: 'GET',
    open: ({ services, request, response, url }) => giveFeed(services, request, response, url),
  },
  setup: { method: 'GET', open: ({ services, response }) => tellSetup(services, response) },
  uploads: {
    method: 'POST',
    open: ({ services, request, response, url }) => takeUpload(services, request, response, url),
  },
  texts: {
    method: 'GET',
    open: ({ services, request, response, parts }) => giveText(services, request, response, parts),
  },
  documents: {
    method: 'GET',
    open: ({ services, request, response, url, parts }) =>
      giveDocumentPage(services, request, response, { url, parts }),
  },
  sources: {
    method: 'GET',
    open: ({ services, request, response, parts }) =>
      giveSource(services, request, response, parts),
  },
  exports: {
    method: 'GET',
    open: ({ services, request, response, url, parts }) =>
      giveExport(services, request, response, { url, parts }),
  },
  releases: {
    method: 'GET',
    open: ({ services, request, response, parts }) =>
      giveRelease(services, request, response, parts),
  },
  imports: {
    method: 'POST',
    open: ({ services, request, response, url, parts }) =>
      takeImport(services, request, response, { url, parts }),
  },
}

/** Whether a path is one of ours, so that nobody else may answer it. */
export function isApiPath(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/')
}

/** Answers a request below /api. Whatever goes wrong on the way is logged and told in general. */
export async function handleApiRequest(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = nameAnswer(request, response)
  logRequest(services, request, response)
  try {
    await route(services, request, response)
  } catch (fault) {
    if (response.destroyed) return
    logFault(services.log, fault, { request: requestId }, 'a request failed')
    if (response.headersSent) response.destroy()
    else answerFault(response, fault)
  }
}

async function route(services: Services, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const { pathname } = url
  if (pathname.startsWith('/api/v1/')) return answerV1(services, request, response, url)
  if (!isFromOurPages(request, ownOrigins(services.address))) {
    const message = 'This address answers to its own pages only.'
    return answerProblem(response, 403, { code: 'foreign-origin', message })
  }
  const clientAddress = clientAddressOf(request, services.address)
  if (pathname.startsWith(trpcPrefix)) {
    return answerTrpc({ services, request, response, url, clientAddress })
  }
  if (pathname.startsWith('/api/auth/')) {
    return answerAuth(services, request, response, { pathname, clientAddress })
  }
  const [name = '', ...parts] = pathname.slice('/api/'.length).split('/')
  const door = Object.hasOwn(doors, name) ? doors[name] : undefined
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (door === undefined || door.method !== method) return answerNothing(response)
  await door.open({ services, request, response, url, parts })
}
