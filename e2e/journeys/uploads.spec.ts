import { writeFile } from 'node:fs/promises'
import { courierArticle, gazetteArticle } from './articles.ts'
import { makeProject } from './project-doors.ts'
import { dropFiles, openDocument, uploadByDrop } from './project-steps.ts'
import { expect, test } from './server-fixture.ts'

const story = (title: string) =>
  `${title}\n\nBy Ines Calder\n\nThe café “Zur Fähre” in Port Elsin — open since 1931 — closes on Friday, its owner said.\n\nThe harbour master called the news “a pity” and said that nobody had asked him.\n`

const encoded = [
  {
    filename: 'plain.txt',
    title: 'The Café Closes, Plainly',
    encode: (text: string) => Buffer.from(text, 'utf8'),
  },
  {
    filename: 'marked.txt',
    title: 'The Café Closes, With a Mark',
    encode: (text: string) => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf8'),
  },
  {
    filename: 'wide.txt',
    title: 'The Café Closes, Widely',
    encode: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  },
  {
    filename: 'western.txt',
    title: 'The Café Closes, in the West',
    encode: (text: string) => inWindows1252(text.replaceAll('\n', '\r')),
  },
] as const

test.beforeEach(async ({ page, signUpOwner }) => {
  await signUpOwner(page)
  const project = await makeProject(page, 'Port Elsin')
  await page.goto(`/p/${project}/documents`)
  await expect(page.getByRole('button', { name: 'Add documents' }).first()).toBeVisible()
})

test('text in any usual encoding reads the same', async ({ page }) => {
  await dropFiles(
    page,
    encoded.map(({ filename, title, encode }) => ({ filename, bytes: encode(story(title)) })),
  )
  for (const { title } of encoded)
    await expect(page.getByRole('row', { name: title })).toBeVisible()
  for (const { title } of encoded) {
    await openDocument(page, title)
    await expect(page.getByRole('document', { name: title })).toContainText(
      'The café “Zur Fähre” in Port Elsin — open since 1931 — closes on Friday',
    )
    await page.getByRole('link', { name: 'Back to Documents' }).click()
  }
})

test('files that cannot be taken are named with the reason, and the others go in', async ({
  page,
}, testInfo) => {
  const large = testInfo.outputPath('too-large.txt')
  await writeFile(large, Buffer.alloc(20_000_001, 'a'))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add documents' }).first().click()
  await (await chooser).setFiles(large)
  await dropFiles(page, [
    { filename: 'nothing.txt', bytes: Buffer.alloc(0) },
    { filename: 'picture.txt', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
    { filename: 'report.docx', bytes: Buffer.from('504b030414000600', 'hex') },
    gazetteArticle,
    { filename: 'broken.txt', bytes: Buffer.from('fffe00d8', 'hex') },
  ])
  await expect(page.getByRole('row', { name: gazetteArticle.title })).toBeVisible()
  const files = page.getByRole('list', { name: 'Files' })
  await expect(files.getByRole('listitem')).toHaveCount(6)
  const reasons: readonly (readonly [string, RegExp])[] = [
    ['too-large.txt', /larger than 20 MB/],
    ['nothing.txt', /empty/],
    ['picture.txt', /is not a text file/],
    ['report.docx', /not taken yet/],
    ['broken.txt', /cannot be read/],
  ]
  for (const [filename, reason] of reasons)
    await expect(files.getByRole('listitem').filter({ hasText: filename })).toContainText(reason)
  await expect(page.getByRole('row').filter({ has: page.getByRole('link') })).toHaveCount(1)
})

test('the same text twice is asked about', async ({ page }) => {
  await uploadByDrop(page, [courierArticle])
  const again = { ...courierArticle, filename: 'courier-again.txt' }
  await dropFiles(page, [again])
  const line = page
    .getByRole('list', { name: 'Files' })
    .getByRole('listitem')
    .filter({ hasText: again.filename })
  await expect(line).toContainText(`The same text as “${courierArticle.title}”`)
  await line.getByRole('button', { name: 'Skip' }).click()
  await expect(line).toContainText('Skipped')
  const documents = page.getByRole('row', { name: courierArticle.title })
  await expect(documents).toHaveCount(1)

  await dropFiles(page, [{ ...again, filename: 'courier-once-more.txt' }])
  await page.getByRole('button', { name: 'Add anyway' }).click()
  await expect(documents).toHaveCount(2)
})

test('a text is pasted as a document', async ({ page }) => {
  const [{ title }] = encoded
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, story(title))
  await page.getByRole('dialog').getByRole('button', { name: 'Add the document' }).click()
  await expect(page.getByRole('row', { name: title })).toBeVisible()
})

/** What an old Windows program would save. */
function inWindows1252(text: string): Buffer {
  const special: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '—': 0x97, '’': 0x92 }
  return Buffer.from([...text].map((letter) => special[letter] ?? letter.charCodeAt(0)))
}
