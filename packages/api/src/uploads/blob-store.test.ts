import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failFiles } from '../../test/failing-files.ts'
import { sha256 } from '../sha256.ts'
import { type BlobStore, folderBlobStore } from './blob-store.ts'

const bytes = Buffer.from('A boat came in.')
const name = sha256(bytes)
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-blobs-'))
  writeFileSync(join(folder, 'original'), bytes)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ways: readonly (readonly [string, (store: BlobStore) => Promise<void>])[] = [
  ['bytes', (store) => store.put(name, bytes)],
  ['a file', (store) => store.putFile(name, join(folder, 'original'))],
]

describe.each(ways)('F17: whichever step of keeping %s fails', (_, put) => {
  test('it is not acknowledged, and neither is the next try before it is on the disk', async () => {
    const failing = failFiles()
    try {
      for (let nth = 1, hasFailed = true; hasFailed; nth += 1) {
        const at = mkdtempSync(join(folder, 'store-'))
        const store = folderBlobStore(at)
        failing.failAt(nth)
        const isKept = await put(store).then(
          () => true,
          () => false,
        )
        hasFailed = failing.heal()
        expect(isKept).toBe(!hasFailed)
        // Under its name and whole, or not at all: but whether the name would outlive a power cut…
        failing.failAt(1)
        await expect(put(store)).rejects.toThrow('ENOSPC')
        failing.heal()
        await put(store)
        const stored = await store.read(name)
        expect(stored && (await buffer(stored))).toEqual(bytes)
        expect(readdirSync(join(at, name.slice(0, 2)))).toEqual([name])
      }
    } finally {
      failing.restore()
    }
  })
})
