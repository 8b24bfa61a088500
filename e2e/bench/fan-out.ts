import type { ServerResponse } from 'node:http'
import { serve } from './loopback.ts'

const page = `<!doctype html><meta charset=utf-8><title>Fan-out</title><body tabindex=0>
<script>
const body = JSON.stringify({ filler: 'x'.repeat(700) })
new EventSource('/events').onmessage = () => {
  const mark = document.createElement('mark')
  mark.textContent = 'x'
  document.body.append(mark)
}
addEventListener('keydown', () => fetch('/edits', { method: 'POST', body }))
</script>`

/**
 * The limit of live editing: a server that passes every POST on to every stream of events, and keeps
 * nothing. Its page posts when a key is pressed and adds a mark for what comes.
 */
export function serveFanOut() {
  const streams = new Set<ServerResponse>()
  return serve((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(':\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
    } else if (request.method === 'POST') {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        for (const stream of streams) stream.write(`data: ${body}\n\n`)
        response.end('{}')
      })
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(page)
    }
  })
}
