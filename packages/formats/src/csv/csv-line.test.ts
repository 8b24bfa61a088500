import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, safeCsvLine, tsvLine } from './csv-line.ts'

/** The values of a line as a reader of RFC 4180 has them, for any separator. */
function valuesOf(line: string, separator: string): readonly string[] {
  const values: string[] = []
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n)`,
    'y',
  )
  while (field.lastIndex < line.length) {
    const found = field.exec(line)
    if (!found) throw new Error(`not well-formed: ${JSON.stringify(line)}`)
    values.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
  }
  return values
}

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', '\t', '\n', '\r', ' ', '=', "'", '1', '-') }),
)
const values = fc.array(value, { minLength: 1 })

test('P19: a line with tabs is read back as it was written, whatever stands in it', () =>
  fc.assert(
    fc.property(values, (written) => {
      expect(valuesOf(tsvLine(written), '\t')).toEqual(written)
    }),
  ))

test('P19: no value of the safe table begins a formula, and all can be told back', () =>
  fc.assert(
    fc.property(values, (written) => {
      const read = valuesOf(safeCsvLine(written), ',')
      for (const [index, each] of read.entries()) {
        const meant = written[index] ?? ''
        expect([meant, `'${meant}`]).toContain(each)
        const isNumber = /^[+-]?\d+(\.\d+)?$/.test(each)
        expect(isNumber || !/^\s*[=+\-@]|^[\t\r\n]/.test(each)).toBe(true)
      }
    }),
  ))

test('P19: numbers stay numbers, and what is no formula stays as it is', () => {
  const plain = ['-2', '+1.5', '2030-01-30', "l'été", 'a=b', '']
  expect(safeCsvLine(plain)).toBe(csvLine(plain))
  const risky = ['=1+1', ' =1', '-2+3', '@SUM(A1)', '\t=1', '＝1']
  expect(safeCsvLine(risky)).toBe(csvLine(risky.map((each) => `'${each}`)))
})
