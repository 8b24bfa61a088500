import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { FilePiece, InputFile } from '@parallax/formats'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archiveLimits } from './archive-limits.ts'
import { bytesOfPieces } from './bytes-of-pieces.ts'
import { openArchive } from './open-archive.ts'
import { openInput } from './open-input.ts'
import { writeOutput } from './write-output.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parallax-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

async function textOf(file: InputFile): Promise<string> {
  let text = ''
  for await (const piece of file.text()) text += piece
  return text
}

const said = async (files: readonly InputFile[]) =>
  Object.fromEntries(await Promise.all(files.map(async (file) => [file.path, await textOf(file)])))

const place = (name: string) => path.join(folder, name)

const fileName = fc
  .array(fc.constantFrom('a', 'Ä', 'b c', '文', '1'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('-'))
const someFiles = fc.dictionary(
  fc.tuple(fileName, fileName).map(([sub, name]) => `${sub}/${name}.txt`),
  fc.array(
    fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cs}|^\ufeff/u.test(text)),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  { minKeys: 2, maxKeys: 5 },
)

function piecesOf(files: Record<string, readonly string[]>): readonly FilePiece[] {
  return Object.entries(files).flatMap(([name, parts]) =>
    parts.map((content) => ({ path: name, content })),
  )
}

describe('files that are written', () => {
  test('are brought back as they were, from an archive and from a folder', () =>
    fc.assert(
      fc.asyncProperty(someFiles, async (files) => {
        const own = await mkdtemp(path.join(folder, 'run-'))
        const whole = Object.fromEntries(
          Object.entries(files).map(([name, parts]) => [`top/${name}`, parts]),
        )
        const zip = path.join(own, 'out.zip')
        await writeOutput(zip, 'folder', each(piecesOf(whole)))
        await writeOutput(path.join(own, 'out'), 'folder', each(piecesOf(whole)))
        const meant = Object.fromEntries(
          Object.entries(files).map(([name, parts]) => [name, parts.join('')]),
        )
        const archive = await openInput(zip)
        const fromZip = await said(archive.files)
        await archive.close()
        // Of folders around everything the outermost is left out.
        expect(fromZip).toEqual(meant)
        const fromFolder = await said((await openInput(path.join(own, 'out'))).files)
        expect(fromFolder).toEqual(
          Object.fromEntries(Object.entries(meant).map(([name, text]) => [`top/${name}`, text])),
        )
      }),
      { numRuns: 15 },
    ))

  test('are the same archive every time', async () => {
    const pieces = piecesOf({ 'a/b.txt': ['one', 'two'], 'c.txt': ['three'] })
    const bytes = async () => {
      const parts: Uint8Array[] = []
      for await (const part of bytesOfPieces('folder', each(pieces))) parts.push(part)
      return Buffer.concat(parts)
    }
    expect((await bytes()).equals(await bytes())).toBe(true)
  })

  test('leave nothing behind when the writing fails', async () => {
    const failing = async function* () {
      yield { path: 'a.txt', content: 'x' }
      throw new Error('the line broke')
    }
    for (const [name, carrier] of [
      ['a.txt', 'file'],
      ['a.zip', 'folder'],
      ['a', 'folder'],
    ] as const)
      await expect(writeOutput(place(name), carrier, failing())).rejects.toThrow('the line broke')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('text', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffgrün 🦉')],
    ['UTF-16 little end first', Buffer.from('\ufeffgrün 🦉', 'utf16le')],
    ['UTF-16 big end first', Buffer.from('\ufeffgrün 🦉', 'utf16le').swap16()],
    ['UTF-8', Buffer.from('grün 🦉')],
  ])('in %s is read, without its mark', async (_, bytes) => {
    await writeFile(place('t.txt'), bytes)
    const { files } = await openInput(place('t.txt'))
    expect(await said(files)).toEqual({ 't.txt': 'grün 🦉' })
  })

  test('that is none is refused by name', async () => {
    await writeFile(place('t.txt'), Buffer.from([0x61, 0xff, 0x61]))
    const { files } = await openInput(place('t.txt'))
    await expect(said(files)).rejects.toThrow('not text in UTF-8')
  })
})

/** A zip archive with one file whose list says what the test wants. */
function craftedZip(name: string, content: Buffer, saidBytes = content.length): Buffer {
  const packed = deflateRawSync(content)
  const nameBytes = Buffer.from(name)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(0x0800, 2)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(saidBytes, 18)
  fields.writeUInt16LE(nameBytes.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, nameBytes, packed])
  const tail = Buffer.alloc(14)
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
    fields,
    tail,
    nameBytes,
  ])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(local.length, 12)
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

describe('an archive', () => {
  test('of one good file is read, whatever its name says it is', async () => {
    await writeFile(place('upload'), craftedZip('a.txt', Buffer.from('fine')))
    const { files, close } = await openInput(place('upload'), { name: 'corpus.zip' })
    expect(await said(files)).toEqual({ 'a.txt': 'fine' })
    await close()
  })

  test.each(['../a.txt', '/etc/a.txt', 'a/../../b.txt', 'C:\\a.txt', 'a\\b.txt'])(
    'with the path %s is refused',
    async (name) => {
      await writeFile(place('a.zip'), craftedZip(name, Buffer.from('x')))
      await expect(openInput(place('a.zip'))).rejects.toThrow('cannot be read')
    },
  )

  test('with one path twice is refused, and the path named', async () => {
    const pieces = piecesOf({ 'in/a.txt': ['1'], 'in/b.txt': ['2'] })
    await writeOutput(place('a.zip'), 'folder', each(pieces))
    const bytes = await readFile(place('a.zip'))
    const twice = Buffer.from(bytes.toString('latin1').replaceAll('in/b.txt', 'in/a.txt'), 'latin1')
    await writeFile(place('a.zip'), twice)
    await expect(openInput(place('a.zip'))).rejects.toThrow('has "in/a.txt" twice')
  })

  test('that is a bomb is refused before anything is unpacked', async () => {
    await writeFile(place('a.zip'), craftedZip('a.txt', Buffer.alloc(40_000_000)))
    await expect(openInput(place('a.zip'))).rejects.toThrow('not how texts pack')
  })

  test('that unpacks to more than its list says is cut off', async () => {
    await writeFile(place('a.zip'), craftedZip('a.txt', Buffer.alloc(1_000_000, 'x'), 10))
    const { files, close } = await openInput(place('a.zip'))
    await expect(said(files)).rejects.toThrow('cannot be unpacked')
    await close()
  })

  test('of too many files, or of too many bytes, is refused', async () => {
    const pieces = piecesOf({ 'a.txt': ['1'], 'b.txt': ['2'], 'c.txt': ['3'] })
    await writeOutput(place('a.zip'), 'folder', each(pieces))
    const limited = (limits: object) =>
      openArchive(place('a.zip'), 'a.zip', { ...archiveLimits, ...limits })
    await expect(limited({ files: 2 })).rejects.toThrow('3 files')
    await expect(limited({ bytes: 2 })).rejects.toThrow('2 bytes')
  })

  test('that is broken is refused with a reason, whatever is broken', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(255), async (at, byte) => {
        const bytes = craftedZip('a.txt', Buffer.from('some words of a text'))
        bytes[at % bytes.length] = byte
        await writeFile(place('b.zip'), bytes)
        const opened = await openInput(place('b.zip')).catch((error: Error) => error.name)
        if (typeof opened === 'string') {
          expect(opened).toBe('Error')
          return
        }
        await said(opened.files).catch((error: Error) => expect(error.message).not.toBe(''))
        await opened.close()
      }),
      { numRuns: 60 },
    ))

  test('leaves out what systems leave behind', async () => {
    await mkdir(place('c/__MACOSX'), { recursive: true })
    await writeFile(place('c/a.txt'), 'a')
    await writeFile(place('c/.DS_Store'), 'b')
    await writeFile(place('c/__MACOSX/a.txt'), 'c')
    expect(Object.keys(await said((await openInput(place('c'))).files))).toEqual(['a.txt'])
  })
})
