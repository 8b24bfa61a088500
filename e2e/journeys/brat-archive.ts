import { bytesOfPieces } from '@parallax/files'
import { expect, type Page } from '@playwright/test'

const bridge = 'Ada Quist met Bo Lind on the old bridge.\n'
const gulls = 'The 🦉 of Nordhaven is old.\n'

/** A folder of brat with two annotators, one label that is written otherwise here and one that is new. */
export async function bratArchive(): Promise<Buffer> {
  const files: Readonly<Record<string, string>> = {
    'ada/bridge.txt': bridge,
    'ada/bridge.ann': 'T1\tPER 0 9\tAda Quist\nT2\tPER 14 21\tBo Lind\nR1\tmet Arg1:T1 Arg2:T2\n',
    'ada/gulls.txt': gulls,
    'ada/gulls.ann': 'T1\tBird 4 5\t🦉\n',
    'bo/bridge.txt': bridge,
    'bo/bridge.ann': 'T1\tPER 0 9\tAda Quist\n',
  }
  const pieces = async function* () {
    for (const [path, content] of Object.entries(files)) yield { path, content }
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of bytesOfPieces('folder', pieces())) chunks.push(chunk)
  return Buffer.concat(chunks)
}

type File = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Chooses a file to be imported, once the page is at work: what it shows comes from the server. */
export async function bringFile(page: Page, file: File): Promise<void> {
  await expect(page.getByRole('radio', { name: /^Parallax \(JSON lines\)/ })).toBeVisible()
  await page.getByRole('region', { name: 'Import' }).locator('input').setInputFiles(file)
}
