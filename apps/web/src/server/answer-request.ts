import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type Api,
  findPageUser,
  handleApiRequest,
  isApiPath,
  logFault,
  nameAnswer,
  type PassingTrouble,
  passingTrouble,
} from '@parallax/api'
import { stripOwnHeaders } from './incoming-headers.ts'
import { commonHeaders, contentSecurityPolicy, mintNonce } from './security-headers.ts'
import { waitingPage, waitingPagePolicy } from './waiting-page.ts'

/** Pages know it by the same name. */
const buildHeader = 'x-parallax-build'

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type Surroundings = {
  readonly api: Api
  /** Next's request handler. */
  readonly page: Listener
  readonly isDevelopment: boolean
  readonly isHttps: boolean
  /** Which build of the pages this is: a page of another one asks to be loaded anew. */
  readonly build: string
  /** Whether new work is welcome. */
  readonly isReady: () => boolean
}

/** What answers every request: our own doors first, then the pages. */
export function requestListener(surroundings: Surroundings): Listener {
  const headers = [
    ...Object.entries(commonHeaders(surroundings.isHttps)),
    [buildHeader, surroundings.build] as const,
  ]
  return async (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    const requestId = nameAnswer(request, response)
    stripOwnHeaders(request.headers)
    const pathname = pathOf(request)
    if (pathname === undefined) return answerText(response, 400, 'bad request')
    if (pathname === '/healthz') return answerText(response, 200, 'ok')
    if (pathname === '/readyz') return answerReadiness(surroundings, response)
    if (isApiPath(pathname)) {
      return handleApiRequest(surroundings.api.services, request, response)
    }
    await answerPage(surroundings, request, response, { pathname, requestId })
  }
}

function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  // `//host` would be read as another host's address.
  if (!url.startsWith('/') || url.startsWith('//')) return undefined
  const address = `http://localhost${url}`
  return URL.canParse(address) ? new URL(address).pathname : undefined
}

async function answerReadiness({ api, isReady }: Surroundings, response: ServerResponse) {
  const isUp = isReady() && (await api.whyNotReady()) === undefined
  answerText(response, isUp ? 200 : 503, isUp ? 'ready' : 'not ready')
}

async function answerPage(
  surroundings: Surroundings,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, requestId }: { readonly pathname: string; readonly requestId: string },
): Promise<void> {
  const { api, page, isDevelopment } = surroundings
  // There are no forms that post to pages, no server actions and no image optimiser.
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && !isDevelopment) return answerText(response, 405, 'method not allowed')
  if (pathname.startsWith('/_next/image')) return answerText(response, 404, 'not found')
  try {
    if (!pathname.startsWith('/_next/')) await preparePage(surroundings, request, response)
    await page(request, response)
  } catch (fault) {
    logFault(api.services.log, fault, { request: requestId }, 'a page failed')
    const trouble = passingTrouble(fault)
    if (response.headersSent) response.destroy()
    else if (trouble !== undefined) answerWaiting(response, trouble)
    else answerText(response, 500, `something went wrong on the server: request ${requestId}`)
  }
}

function answerWaiting(response: ServerResponse, trouble: PassingTrouble): void {
  const nonce = mintNonce()
  response.writeHead(trouble.httpStatus, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': waitingPagePolicy(nonce),
    'cache-control': 'no-store',
    'retry-after': String(trouble.retryAfterS),
  })
  response.end(waitingPage(trouble, nonce))
}

/** Hands a page its nonce and its person; Next takes the nonce for its own scripts from the policy. */
async function preparePage(
  { api, build, isDevelopment }: Surroundings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const nonce = mintNonce()
  const policy = contentSecurityPolicy(nonce, isDevelopment)
  request.headers['x-nonce'] = nonce
  request.headers[buildHeader] = build
  request.headers['content-security-policy'] = policy
  response.setHeader('content-security-policy', policy)
  response.setHeader('cache-control', 'private, no-store')
  const { user, cookies } = await findPageUser(api.services, request)
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  // Headers carry no letters beyond Latin-1.
  if (user) request.headers['x-parallax-user'] = encodeURIComponent(JSON.stringify(user))
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(text)
}
