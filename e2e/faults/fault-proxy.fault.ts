import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { chooser } from '@parallax/domain/test'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clearLine, type FaultProxy, startFaultProxy } from './fault-proxy.ts'

/** Says back what it hears, and writes down what that was. */
let echo: Server
let heard: { readonly socket: Socket; readonly bytes: Buffer[] }[] = []
let proxy: FaultProxy

beforeAll(async () => {
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    const bytes: Buffer[] = []
    heard.push({ socket, bytes })
    socket.on('data', (piece) => {
      bytes.push(piece)
      socket.write(piece)
    })
    socket.on('end', () => socket.end())
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => echo.close(resolve)))
beforeEach(async () => {
  heard = []
  proxy = await startFaultProxy((echo.address() as AddressInfo).port, chooser(1))
})
afterEach(() => proxy.close())

/** A client that says something, and what came back by the time the connection was over. */
function call(...pieces: readonly Uint8Array[]) {
  const socket = connect(proxy.port, '127.0.0.1')
  const answer: Buffer[] = []
  const over = new Promise<Buffer>((resolve) => {
    socket.on('data', (piece) => answer.push(piece))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(answer)))
  })
  for (const piece of pieces) socket.write(piece)
  return { socket, over, answer: () => Buffer.concat(answer).toString() }
}

const until = (holds: () => boolean) =>
  expect.poll(holds, { interval: 5, timeout: 10_000 }).toBe(true)

describe('the fault proxy', () => {
  const lines = fc.constantFrom(
    clearLine,
    { ...clearLine, latencyMs: 3 },
    { ...clearLine, jitterMs: 5 },
    { ...clearLine, sliceBytes: 7 },
    { ...clearLine, latencyMs: 2, jitterMs: 4, sliceBytes: 3 },
    { ...clearLine, jitterMs: 4, bytesPerSecond: 100_000 },
  )

  test('gives on every byte, once and in its order, however it slices and delays', async () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(lines, pieces, async (line, said) => {
        proxy.line = line
        const { socket, over } = call(...said)
        socket.end()
        expect(await over).toEqual(Buffer.concat(said))
      }),
      { numRuns: 40 },
    )
  })

  test('slices: what is said at once arrives in many pieces', async () => {
    proxy.line = { ...clearLine, sliceBytes: 3 }
    const { socket, over } = call(Buffer.alloc(400, 'x'))
    socket.end()
    await over
    expect(heard[0]!.bytes.length).toBeGreaterThan(10)
  })

  test('is narrow: what is said takes as long as it is, there and back', async () => {
    proxy.line = { ...clearLine, bytesPerSecond: 4_000 }
    const startedMs = performance.now()
    const { socket, over } = call(Buffer.alloc(1_000, 'x'))
    socket.end()
    await over
    expect(performance.now() - startedMs).toBeGreaterThan(450)
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })

  test('cuts: both sides lose their connection, and a new one works', async () => {
    const first = call(Buffer.from('before'))
    await until(() => first.answer() === 'before')
    proxy.cut()
    await first.over
    await until(() => heard[0]!.socket.destroyed)
    const second = call(Buffer.from('after'))
    await until(() => second.answer() === 'after')
  })

  test.each([
    ['up', '', 0],
    ['down', '', 6],
  ] as const)(
    'freezes one way (%s): the connection stays, and goes on after',
    async (way, said, length) => {
      const { answer, socket } = call(Buffer.from('one.'))
      await until(() => answer() === 'one.')
      proxy.freeze(way)
      socket.write('second')
      await until(() => Buffer.concat(heard[0]!.bytes).length === 4 + length)
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(answer()).toBe(`one.${said}`)
      expect(socket.destroyed).toBe(false)
      proxy.thaw()
      await until(() => answer() === 'one.second')
    },
  )

  test('is away: nobody gets through until it is back', async () => {
    proxy.setAway(true)
    expect(String(await call(Buffer.from('hello')).over)).toBe('')
    expect(heard).toEqual([])
    proxy.setAway(false)
    const { answer } = call(Buffer.from('hello'))
    await until(() => answer() === 'hello')
  })

  test('loses the reply: the server has heard, the client hears nothing', async () => {
    const caught = proxy.catchNext({ kind: 'lose-reply', words: '/submit' })
    expect(String(await call(Buffer.from('POST /submit')).over)).toBe('')
    await caught
    expect(String(heard[0]!.bytes)).toBe('POST /submit')
    const again = call(Buffer.from('POST /submit'))
    await until(() => again.answer() === 'POST /submit')
  })

  test('doubles a request with its body, even when that comes in pieces', async () => {
    const caught = proxy.catchNext({ kind: 'double', words: '/submit' })
    const head = Buffer.from('POST /submit HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe')
    const { socket, answer } = call(head)
    await caught
    socket.write('llo')
    await until(() => heard.length === 2 && answer().endsWith('hello'))
    const both = () => heard.map(({ bytes }) => String(Buffer.concat(bytes)))
    await until(() => both()[0] === both()[1])
    expect(both()[0]).toBe(`${head}llo`)
  })

  test('holds a request until others have overtaken it', async () => {
    const caught = proxy.catchNext({ kind: 'hold', words: '/first' })
    const first = call(Buffer.from('/first'))
    await caught
    const second = call(Buffer.from('/second'))
    await until(() => second.answer() === '/second')
    expect(first.answer()).toBe('')
    proxy.release()
    await until(() => first.answer() === '/first')
  })

  test('holds nothing that comes after it was to let go', async () => {
    void proxy.catchNext({ kind: 'hold', words: '/late' })
    proxy.release()
    const late = call(Buffer.from('/late'))
    await until(() => late.answer() === '/late')
  })
})
