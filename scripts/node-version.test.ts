import { expect, test } from 'vitest'
import { assertNodeVersion } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s is new enough', (version) => {
  expect(() => assertNodeVersion(version)).not.toThrow()
})

test.each(['18.20.8', '20.18.3', '20.9.0'])('Node %s is refused in words that help', (version) => {
  expect(() => assertNodeVersion(version)).toThrow(`Parallax needs Node 20.19 or newer`)
})
