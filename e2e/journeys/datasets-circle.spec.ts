import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { bratArchive, bringFile } from './brat-archive.ts'
import { makeProject } from './project-doors.ts'
import { expect, test } from './server-fixture.ts'

const program = path.resolve(import.meta.dirname, '../../packages/cli/bin/parallax.mjs')

test('P14: brat comes in, CoNLL goes out with its losses, a release as a Hugging Face folder is the same annotation again', async ({
  page,
  signUpOwner,
}) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'River')
  await page.goto(`/p/${project}/datasets`)
  const file = { name: 'river.zip', mimeType: 'application/zip', buffer: await bratArchive() }
  await bringFile(page, file)
  await expect(page.getByRole('combobox', { name: 'What “PER” becomes' })).toHaveText('Person')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('It is in the project.')).toBeVisible()

  // Looked at where one reads.
  await page.goto(`/p/${project}/documents`)
  await page.getByRole('link', { name: 'bridge' }).click()
  await expect(page.getByText('Ada Quist met Bo Lind').first()).toBeVisible()

  // To CoNLL: what does not fit is said first.
  await page.goto(`/p/${project}/datasets`)
  await page.getByRole('radio', { name: /^CoNLL-2003/ }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const report = page.getByRole('dialog', { name: 'CoNLL-2003 cannot hold everything' })
  await expect(report.getByRole('row', { name: /^Relations/ })).toContainText('1 left out')
  await report.getByRole('radio', { name: /Export only what fits/ }).click()
  const download = page.waitForEvent('download')
  await report.getByRole('button', { name: 'Export' }).click()
  const columns = await readFile(await (await download).path(), 'utf8')
  expect(columns).toMatch(/^Quist\s.*I-Person$/m)

  await makeRelease(page)
  await page.getByRole('link', { name: 'Pilot', exact: true }).click()
  await page.getByRole('button', { name: /^Hugging Face/ }).click()
  const folder = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
  await compareAgain(await readFile(await (await folder).path()))
})

async function makeRelease(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New release' }).click()
  const dialog = page.getByRole('dialog', { name: 'New release' })
  await dialog.getByLabel('Title').fill('Pilot')
  await dialog.getByRole('button', { name: 'Make the release' }).click()
  await expect(page.getByRole('heading', { name: 'Pilot' })).toBeVisible()
}

/** Converts the folder back to brat on the command line: every annotator has the same spans again. */
async function compareAgain(archive: Buffer): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'parallax-circle-'))
  try {
    const zip = path.join(folder, 'river-hf.zip')
    await writeFile(zip, archive)
    const out = path.join(folder, 'brat')
    const args = ['convert', zip, '--from', 'huggingface', '--to', 'brat', '--out', out]
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.ann'))
    const spans = await Promise.all(
      files.map(async (name) => {
        const lines = (await readFile(path.join(out, name), 'utf8')).split('\n')
        const own = lines.filter((line) => line.startsWith('T')).map((line) => line.split('\t')[2])
        return [name, own.sort()] as const
      }),
    )
    expect(Object.fromEntries(spans)).toEqual({
      'ada/bridge.ann': ['Ada Quist', 'Bo Lind'],
      'ada/gulls.ann': ['🦉'],
      'bo/bridge.ann': ['Ada Quist'],
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
