import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnnotatePage, annotatePage } from './annotate-page.ts'
import { exportProject } from './exported-project.ts'
import { letIn, makeProject } from './project-doors.ts'
import { dropFiles } from './project-steps.ts'
import { selectWords } from './select-words.ts'
import { expect, test } from './server-fixture.ts'

/** Two articles of real outlets that may not be handed on with the source; they lie beside it. */
const seedFolder = fileURLToPath(new URL('../../../shared/seeds', import.meta.url))

if (existsSync(seedFolder)) {
  test('two people annotate the two real articles, and the export holds that', async ({
    page,
    signUpOwner,
    newPerson,
  }) => {
    test.setTimeout(120_000)
    await signUpOwner(page)
    const project = await makeProject(page, 'Real articles')
    const filenames = (await readdir(seedFolder)).filter((name) => name.endsWith('.txt')).sort()
    const files = await Promise.all(
      filenames.map(async (filename) => ({
        filename,
        bytes: await readFile(path.join(seedFolder, filename)),
      })),
    )
    expect(files).toHaveLength(2)
    await page.goto(`/p/${project}/documents`)
    await expect(page.getByRole('button', { name: 'Add documents' }).first()).toBeVisible()
    await dropFiles(page, files)
    const links = page.getByRole('row').getByRole('link')
    await expect(links).toHaveCount(2)
    const ben = await newPerson('Ben Orr')
    await letIn(page, ben, { project })

    for (const at of [0, 1]) {
      await page.goto(`/p/${project}/documents`)
      await links.nth(at).click()
      const [a, b] = [annotatePage(page), annotatePage(ben.page)]
      await expect(a.text).toBeVisible()
      await ben.page.goto(page.url())
      await annotateTogether(a, b)
    }
    const file = await exportProject(page, project)
    expect(
      file
        .of('document')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(files.map(({ bytes }) => storedText(bytes)).sort())
    expect(file.of('mention')).toHaveLength(4)
    expect(file.of('claim')).toHaveLength(2)
    expect(file.of('stance')).toHaveLength(2)
    expectOffsetsHold(file)
  })
} else {
  test('the two real articles are not here: not run', async () => {
    test.info().annotations.push({ type: 'not run', description: `${seedFolder} is not there` })
  })
}

/** One person tags a name, a claim and a stance on it; the other sees it and tags one more name. */
async function annotateTogether(a: AnnotatePage, b: AnnotatePage): Promise<void> {
  const [first = '', second = ''] = await longLines(a)
  await a.tagNew(nameIn(first), '1')
  await selectWords(a.page, firstWords(second))
  await a.page.keyboard.press('c')
  const proposition = a
    .inspector('Claim')
    .getByRole('textbox', { name: 'Find or write a proposition' })
  await expect(proposition).toBeFocused()
  await a.page.keyboard.press('Enter')
  await expect(a.text).toBeFocused()
  await a.page.keyboard.press('s')
  await expect(a.inspector('Stance').getByRole('radio', { name: /^\+1/ })).toBeFocused()
  await expect(b.rows).toHaveCount(3)
  await b.tagNew(nameIn(second), '2')
  await expect(a.rows).toHaveCount(4)
  await a.expectSaved()
  await b.expectSaved()
}

/** Paragraphs of the story that hold a name of two words. */
async function longLines({ page }: AnnotatePage): Promise<readonly string[]> {
  const lines = await page.locator('.cm-line').allTextContents()
  return lines.filter((line) => line.length > 150 && /\p{Lu}\p{L}+ \p{Lu}\p{L}+/u.test(line))
}

function nameIn(line: string): string {
  return /\p{Lu}\p{L}+ \p{Lu}\p{L}+/u.exec(line)?.[0] ?? ''
}

function firstWords(line: string): string {
  return /^(?:\S+\s){7}\S+/u.exec(line)?.[0] ?? ''
}

/** Every offset of a tagged stretch leads to the words that stand beside it. */
function expectOffsetsHold(file: Awaited<ReturnType<typeof exportProject>>): void {
  const texts = new Map(file.of('document').map(({ id, text }) => [id, text]))
  const documentOf = new Map(file.of('layer').map(({ id, data }) => [id, String(data.document)]))
  const records = [...file.of('mention'), ...file.of('stance')]
  for (const { layer = '', data } of records) {
    const text = texts.get(documentOf.get(layer) ?? '') ?? ''
    const parts = data.extent ?? data.evidence
    expect(parts).toEqual([expect.objectContaining({ text: expect.any(String) })])
    for (const part of Array.isArray(parts) ? parts : [])
      expect(text.slice(part.startUtf16, part.endUtf16)).toBe(part.text)
  }
}

/** What becomes of a file's bytes: UTF-8 without its mark, with one kind of line end. */
function storedText(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
}
