import { expect, test } from 'vitest'
import {
  layerRecords,
  linesOf,
  plainText,
  smallProject,
  textOfPieces,
} from '../../test/small-project.ts'
import type { ProjectCodec } from '../codecs/codec-definition.ts'
import { csvCodec } from '../codecs/csv.ts'
import { parallaxCodec } from '../codecs/parallax.ts'
import type { ProjectSource } from '../project/project-item.ts'
import { sourceOfLines } from './source-of-lines.ts'

const written = ({ write }: ProjectCodec, source: ProjectSource) =>
  write ? textOfPieces(write(source)) : Promise.resolve('')

test('P14: a native file that is read as a project is written again to the letter, in every format', async () => {
  const project = smallProject(plainText, layerRecords())
  const file = await written(parallaxCodec, project)
  const source = await sourceOfLines(() => linesOf(file))
  expect(await written(parallaxCodec, source)).toBe(file)
  // Sections may be asked for again.
  expect(await written(csvCodec, source)).toBe(await written(csvCodec, project))
  expect(await written(csvCodec, source)).toBe(await written(csvCodec, project))
})

test('a file that is none is a fault', async () => {
  await expect(sourceOfLines(() => linesOf('{"kind":"other"}\n'))).rejects.toThrow()
  await expect(sourceOfLines(() => linesOf(''))).rejects.toThrow('empty')
})
