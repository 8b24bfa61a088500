import { expect, test } from 'vitest'
import { safePath } from './safe-path.ts'

test.each(['/', '/projects/p1/documents', '/invite/abc?x=1#y'])(
  '%s is a path of this site',
  (path) => {
    expect(safePath(path)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n\\elsewhere.example',
  'javascript:alert(1)',
  '\t//elsewhere.example',
])('%s leads to the start page', (path) => {
  expect(safePath(path)).toBe('/')
})
