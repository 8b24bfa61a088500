import { describe, expect, test } from 'vitest'
import { isReachable, readSettings } from './env.ts'

const secret = 'k3Jr9vQp2LxZ7wTn5MbY8cHd4FgS6aEu'

describe('settings', () => {
  test('nothing set is a server for this machine, with its database in a folder', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      databaseUrl: undefined,
      dataFolder: expect.stringMatching(/\.parallax$/),
      isDevelopment: false,
    })
  })

  test('an empty value is none', () => {
    expect(readSettings({ PORT: '', PARALLAX_URL: '', DATABASE_URL: '' })).toEqual(readSettings({}))
  })

  test('every mistake is told at once, each by its name', () => {
    const read = readSettings({
      PORT: 'many',
      PARALLAX_URL: 'parallax.example.org',
      DATABASE_URL: 'mysql://somewhere',
      LOG_LEVEL: 'loud',
      PARALLAX_SECRET: 'short',
    })
    const errors = 'errors' in read ? read.errors.join('\n') : ''
    for (const name of ['PORT', 'PARALLAX_URL', 'DATABASE_URL', 'LOG_LEVEL', 'PARALLAX_SECRET']) {
      expect(errors).toContain(`${name} `)
    }
  })

  test('with PostgreSQL the secret must be given, and be one', () => {
    const url = 'postgres://parallax@localhost/parallax'
    expect(readSettings({ DATABASE_URL: url })).toHaveProperty('errors')
    const example = 'change-me-change-me-change-me-change-me'
    expect(readSettings({ DATABASE_URL: url, PARALLAX_SECRET: example })).toHaveProperty('errors')
    expect(readSettings({ DATABASE_URL: url, PARALLAX_SECRET: secret })).toMatchObject({ secret })
  })

  test('the public address is an origin, whatever slash it ends with', () => {
    const read = (PARALLAX_URL: string) => readSettings({ PARALLAX_URL })
    expect(read('https://parallax.example.org/')).toMatchObject({
      publicUrl: 'https://parallax.example.org',
    })
    expect(read('https://example.org/parallax')).toHaveProperty('errors')
    expect(read('ftp://example.org')).toHaveProperty('errors')
  })

  test.each([
    ['127.0.0.1', undefined, false],
    ['localhost', 'http://localhost:3000', false],
    ['::1', undefined, false],
    ['0.0.0.0', undefined, true],
    ['192.168.1.4', undefined, true],
    ['127.0.0.1', 'https://parallax.example.org', true],
  ])('on %s with %s others can reach it: %s', (host, publicUrl, expected) => {
    expect(isReachable({ host, publicUrl })).toBe(expected)
  })
})
