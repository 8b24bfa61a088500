import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  completeRequest,
  greeting,
  startupPacketBytes,
  statusAfter,
  wireMessage,
} from './wire-messages.ts'

const message: fc.Arbitrary<{ letter: string; bytes: Buffer }> = fc
  .tuple(fc.constantFrom('P', 'B', 'D', 'E', 'S', 'Q', 'H', 'd', 'c', 'f'), fc.string())
  .map(([letter, body]) => ({ letter, bytes: wireMessage(letter, body) }))

test('messages are passed on whole, in order, as soon as one of them asks for an answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message), fc.array(fc.nat(60)), async (messages, cuts) => {
      const all = Buffer.concat(messages.map(({ bytes }) => bytes))
      let buffered: Buffer = Buffer.alloc(0)
      const requests: Buffer[] = []
      let at = 0
      for (const cut of [...cuts, all.length]) {
        buffered = Buffer.concat([buffered, all.subarray(at, at + cut)])
        at += cut
        const { requestBytes, ends } = completeRequest(buffered)
        expect(ends).toBe(false)
        if (requestBytes > 0) requests.push(buffered.subarray(0, requestBytes))
        buffered = buffered.subarray(requestBytes)
      }
      const asking = messages.findLastIndex(({ letter }) => 'SQHcf'.includes(letter))
      const waiting = Buffer.concat(messages.slice(asking + 1).map(({ bytes }) => bytes))
      expect(buffered.equals(waiting)).toBe(true)
      expect(Buffer.concat([...requests, waiting]).equals(all)).toBe(true)
    }),
  )
})

test('a goodbye ends the session after what came before it', () => {
  const sync = wireMessage('S', '')
  const { requestBytes, ends } = completeRequest(Buffer.concat([sync, wireMessage('X', '')]))
  expect([requestBytes, ends]).toEqual([sync.length, true])
})

test('only an answer that ends in "ready, outside a transaction" leaves the session free', () => {
  const row = wireMessage('D', 'Z....I')
  const ready = (status: string) => wireMessage('Z', status)
  expect(statusAfter(Buffer.concat([row, ready('I')]))).toBe('idle')
  expect(statusAfter(Buffer.concat([ready('I'), row]))).toBe('in-transaction')
  expect(statusAfter(ready('T'))).toBe('in-transaction')
  expect(statusAfter(ready('E'))).toBe('in-transaction')
  expect(statusAfter(Buffer.alloc(0))).toBe('in-transaction')
  expect(statusAfter(greeting)).toBe('idle')
})

test('a start-up packet counts only when it is all there', () => {
  const packet = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
  expect(startupPacketBytes(packet.subarray(0, 3))).toBe(0)
  expect(startupPacketBytes(packet.subarray(0, 7))).toBe(0)
  expect(startupPacketBytes(Buffer.concat([packet, packet]))).toBe(8)
})
