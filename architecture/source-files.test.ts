import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageOf, readImports, withoutComments } from './source-files.ts'

const moduleName = fc.constantFrom('./change.ts', '../a/b.ts', '@parallax/domain', 'zod', 'node:fs')
const wanted = fc.record({ name: moduleName, isType: fc.boolean(), form: fc.nat(3) })

/** One way to write an import or an export-from. */
function written({ name, isType, form }: { name: string; isType: boolean; form: number }): string {
  const type = isType ? 'type ' : ''
  const forms = [
    `import ${type}{ a } from '${name}'`,
    `import ${type}{\n  a,\n  b as c,\n} from '${name}'`,
    `export ${type}{ a } from '${name}'`,
    `import ${type}* as all from '${name}'`,
  ]
  return forms[form] ?? ''
}

test('every import is read, with its kind, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.array(wanted), (imports) => {
      const text = imports
        .map((entry) => `/** import { x } from 'lodash' */\n${written(entry)}\n// from 'lodash'\n`)
        .join('const a = { from: 1 }\n')
      const read = readImports(withoutComments(text))
      expect(read).toEqual(imports.map(({ name, isType }) => ({ name, isType })))
    }),
  )
})

test('an import for its effect and a dynamic import count as values', () => {
  expect(readImports(`import './globals.css'\nconst a = await import('pg')`)).toEqual([
    { name: './globals.css', isType: false },
    { name: 'pg', isType: false },
  ])
})

test('an address in a string is no comment', () => {
  expect(withoutComments(`const a = 'https://example.org' // why`)).toBe(
    `const a = 'https://example.org' `,
  )
})

test('the package of an import is its name without the path inside', () => {
  expect(packageOf('@parallax/domain/test')).toBe('@parallax/domain')
  expect(packageOf('next/font/local')).toBe('next')
})
