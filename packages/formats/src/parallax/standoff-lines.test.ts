import { expect, test } from 'vitest'
import {
  layerRecords,
  linesOf,
  plainText,
  smallProject,
  textOfPieces,
} from '../../test/small-project.ts'
import { parallaxCodec } from '../codecs/parallax.ts'
import { standoffCodec } from '../codecs/standoff.ts'
import { hydratedLines } from './standoff-lines.ts'

const project = () => smallProject(plainText, layerRecords())
const whole = () => textOfPieces(parallaxCodec.write?.(project()) ?? linesOf(''))
const bare = () => textOfPieces(standoffCodec.write?.(project()) ?? linesOf(''))

test('a file without texts holds no word of them', async () => {
  const placed = (file: string) =>
    file.split('\n').filter((line) => /"layer":|"kind":"document"/.test(line))
  expect(placed(await whole()).filter((line) => line.includes('"text":"')).length).toBeGreaterThan(
    3,
  )
  expect(placed(await bare()).filter((line) => line.includes('"text":"'))).toEqual([])
})

test('with the texts put back it is the native file to the letter', async () => {
  const missing: unknown[] = []
  const again = await textOfPieces(
    hydratedLines(
      linesOf(await bare()),
      async () => plainText,
      (each) => missing.push(each),
    ),
  )
  expect(again).toBe(await whole())
  expect(missing).toEqual([])
})

test('a text that is not there is told by its title and hash', async () => {
  const missing: unknown[] = []
  const nothing = async () => undefined
  await textOfPieces(hydratedLines(linesOf(await bare()), nothing, (each) => missing.push(each)))
  expect(missing).toEqual([
    { title: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

test('it cannot be imported by mistake: the reader names the way out', async () => {
  const problems: string[] = []
  for await (const outcome of parallaxCodec.read?.(linesOf(await bare())) ?? [])
    if (!outcome.ok) problems.push(outcome.reason.message)
  expect(problems[0]).toContain('parallax hydrate')
})
