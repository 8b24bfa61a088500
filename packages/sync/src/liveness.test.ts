import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from './clock.ts'
import { Liveness } from './liveness.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setting() {
  const liveness = new Liveness(systemClock)
  const told: boolean[] = []
  liveness.subscribe(() => told.push(liveness.isLive))
  return { liveness, told }
}

test('a page that never gets a line says so after a while, and no more once it has one', () => {
  const { liveness, told } = setting()
  vi.advanceTimersByTime(14_000)
  expect(told).toEqual([])
  vi.advanceTimersByTime(2_000)
  expect(told).toEqual([false])
  liveness.connected(true)
  expect(told).toEqual([false, true])
})

test('a line that is soon there again is never missed', () => {
  const { liveness, told } = setting()
  liveness.connected(true)
  for (let at = 0; at < 10; at += 1) {
    liveness.connected(false)
    vi.advanceTimersByTime(10_000)
    liveness.connected(true)
    vi.advanceTimersByTime(60_000)
  }
  expect(told).toEqual([])
})

test('a page that is closed says nothing more', () => {
  const { liveness, told } = setting()
  liveness.close()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([])
})
