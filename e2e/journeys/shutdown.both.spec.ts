import { connect, type Socket } from 'node:net'
import { annotatePage } from './annotate-page.ts'
import { gazetteArticle } from './articles.ts'
import { exportProject } from './exported-project.ts'
import { makeProject } from './project-doors.ts'
import { openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

test('a server that is told to end does so with streams open, and keeps what it said it had', async ({
  page,
  server,
  signUpOwner,
  newPerson,
}) => {
  await signUpOwner(page)
  expect((await page.request.get('/healthz')).status()).toBe(200)
  expect((await page.request.get('/readyz')).status()).toBe(200)
  const project = await makeProject(page, 'Bridge toll')
  await page.goto(`/p/${project}/documents`)
  await uploadByDrop(page, [gazetteArticle])
  await openDocument(page, gazetteArticle.title)
  const second = await page.context().newPage()
  await second.goto(page.url())
  const [a, b] = [annotatePage(page), annotatePage(second)]
  await a.tagNew('Oren Vash', '1')
  await expect(b.rows).toHaveCount(1)
  await a.expectSaved()

  const half = await halfRequest(server.baseUrl, '/readyz')
  const restarted = server.restart()
  const status = half.finishOnceStopping()
  expect(await restarted, 'milliseconds until the process had ended').toBeLessThan(10_000)
  expect(await status).toContain('503')

  const kept = (await exportProject(page, project)).of('mention')
  expect(kept.map(({ data }) => data.extent)).toMatchObject([[{ text: 'Oren Vash' }]])
  // The pages go on by themselves: the feed is followed again and work is saved.
  await a.tagNew('Ferry Union', '2')
  await expect(b.rows).toHaveCount(2)
  await a.expectSaved()
  await (await newPerson('Somebody Else')).page.close()
})

/** A request that the server has half of: it was under way when the server was told to end. */
async function halfRequest(baseUrl: string, path: string) {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n`)
  return { finishOnceStopping: () => finish(socket, baseUrl) }
}

/** Sends the rest once the server takes no new connections; the first line of its answer. */
async function finish(socket: Socket, baseUrl: string): Promise<string> {
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('data', (chunk) => resolve(chunk.toString().split('\r\n')[0] ?? ''))
    socket.once('error', reject)
    socket.once('close', () => resolve('closed without an answer'))
  })
  await expect.poll(() => canConnect(baseUrl), { intervals: [20] }).toBe(false)
  socket.write('Connection: close\r\n\r\n')
  return await answer
}

function canConnect(baseUrl: string): Promise<boolean> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((isUp) => {
    socket.destroy()
    return isUp === true
  })
}
