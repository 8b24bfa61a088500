import { expect, test } from 'vitest'
import { deviceName } from './device-name.ts'

test('browsers that pretend to be others are told apart', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'
  const safari =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'
  const phone =
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
  expect(deviceName(edge)).toEqual({ browser: 'Edge', system: 'Windows' })
  expect(deviceName(safari)).toEqual({ browser: 'Safari', system: 'macOS' })
  expect(deviceName(phone)).toEqual({ browser: 'Chrome', system: 'Android' })
})

test('what is not known has no name', () => {
  expect(deviceName('curl/8.0')).toEqual({ browser: undefined, system: undefined })
})
