import { randomBytes } from 'node:crypto'
import { failStatements, testEngines } from '@parallax/db/test'
import { documentIdSchema, type ProjectId, projectIdSchema } from '@parallax/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failFiles } from '../../test/failing-files.ts'
import { openTestApi, type TestApi, type TestPerson } from '../../test/open-test-api.ts'
import { importDocument, newProject } from '../../test/sample-work.ts'
import { sha256 } from '../sha256.ts'
import { uploadText } from './upload-text.ts'

describe.each(testEngines)('uploading on %s', (engine) => {
  let api: TestApi
  let owner: TestPerson
  let project: ProjectId

  beforeAll(async () => {
    api = await openTestApi(engine)
    owner = await api.person('Olga')
    project = projectIdSchema.parse(await newProject(owner))
  })
  afterAll(() => api.remove())

  const upload = (bytes: Uint8Array, filename = 'story.txt') =>
    uploadText(api.services, { projectId: project, userId: owner.userId, filename, bytes })

  const uploadOf = async (bytes: Uint8Array) => {
    const uploaded = await upload(bytes)
    if ('code' in uploaded) throw new Error(uploaded.message)
    return uploaded
  }

  test.each([
    ['LF', 'One.\n\nTwo.\n', 'One.\n\nTwo.\n'],
    ['CRLF', 'One.\r\n\r\nTwo.\r\n', 'One.\n\nTwo.\n'],
    ['CR', 'One.\r\rTwo.\r', 'One.\n\nTwo.\n'],
    ['a byte order mark', '\uFEFFOne.', 'One.'],
    ['curly quotes', '“So,” she said, ‘so’.', '“So,” she said, ‘so’.'],
    ['no-break spaces', '5\u00a0000\u202f€', '5\u00a0000\u202f€'],
    ['emoji', '🚲 👩‍🚀 🇳🇴', '🚲 👩‍🚀 🇳🇴'],
    ['letters in two parts', 'Zoe\u0308', 'Zoe\u0308'],
  ])('%s', async (_, written, kept) => {
    const uploaded = await uploadOf(Buffer.from(written))
    expect(await api.services.store.text(project, uploaded.textSha256)).toBe(kept)
    expect(uploaded.textSha256).toBe(sha256(kept))
    expect(uploaded.sourceSha256).toBe(sha256(Buffer.from(written)))
    expect(uploaded.lengthUtf16).toBe(kept.length)
  })

  test('the bytes are kept as they came', async () => {
    const bytes = Buffer.from('\uFEFFAs it came.\r\n')
    const { sourceSha256 } = await uploadOf(bytes)
    const stored = await api.services.blobs.read(sourceSha256)
    expect(Buffer.concat((await stored?.toArray()) ?? [])).toEqual(bytes)
  })

  test('the same text a second time is noticed, whatever its line ends', async () => {
    const text = 'The same story.\n\nTold twice.\n'
    const { document } = await importDocument(api.services, owner, project, text)
    const again = await uploadOf(Buffer.from(text.replaceAll('\n', '\r\n')))
    expect(again.sameText).toEqual([{ documentId: document, title: expect.any(String) }])
  })

  test.each([
    ['empty', new Uint8Array(), 'empty'],
    ['blank.txt', Buffer.from(' \n\n\t '), 'empty'],
    ['noise.txt', Buffer.concat([Buffer.from([0, 7, 1]), randomBytes(500)]), 'binary'],
    ['film.mp4', Buffer.from('text inside'), 'type-not-taken'],
    ['Report.PDF', Buffer.from('%PDF-1.7'), 'type-not-taken'],
    ['letter.docx', Buffer.from('PK'), 'type-not-taken'],
    ['hidden.txt', Buffer.from('%PDF-1.7 and so on'), 'binary'],
    ['broken.txt', Buffer.from([0xef, 0xbb, 0xbf, 0x80, 0x80]), 'undecodable'],
    ['half.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'undecodable'],
    ['huge.txt', new Uint8Array(20_000_001).fill(97), 'too-large'],
  ])('%s is named with what is wrong with it', async (filename, bytes, code) => {
    const problem = await upload(bytes, filename)
    expect(problem).toMatchObject({ code, filename })
    expect('message' in problem ? problem.message : '').toContain(filename)
  })

  test('a name cannot lead out of its folder, nor hide what it is', async () => {
    const { filename } = await (async () => {
      const uploaded = await upload(Buffer.from('text'), '..\\..\\a/\u202Egnp.txt')
      if ('code' in uploaded) throw new Error(uploaded.message)
      return uploaded
    })()
    expect(filename).toBe('gnp.txt')
  })

  test('F17: whichever write of a file fails, the next upload of it succeeds and is whole', async () => {
    const failing = failFiles()
    try {
      let hasFailed = true
      for (let nth = 1; hasFailed; nth += 1) {
        const bytes = Buffer.from(`The ${nth}th try.`)
        failing.failAt(nth)
        const first = await upload(bytes).catch(() => undefined)
        hasFailed = failing.heal()
        expect(first === undefined).toBe(hasFailed)
        await expectKept(await uploadOf(bytes), bytes)
      }
    } finally {
      failing.restore()
    }
  })

  test('F17: whichever statement of an import fails, trying again makes one document', async () => {
    const failing = failStatements(api.services.database.pool)
    let hasFailed = true
    for (let nth = 1; hasFailed; nth += 1) {
      const text = `Harbour, take ${nth}\n\nA boat came in.\n`
      failing.failAt(nth, nth % 2 === 0 ? 'after' : 'before')
      const first = await importDocument(api.services, owner, project, text).catch(() => undefined)
      hasFailed = failing.heal()
      const bytes = Buffer.from(text)
      const { sameText } = await uploadOf(bytes)
      // Nothing, or a whole document: never one that is there and cannot be opened.
      expect(sameText.length).toBeLessThanOrEqual(1)
      if (first !== undefined) expect(sameText).toHaveLength(1)
      for (const { documentId: document } of sameText) {
        const opened = await owner.call.documents.open({
          project,
          document: documentIdSchema.parse(document),
        })
        expect(opened.document.records).toHaveLength(1)
      }
      await importDocument(api.services, owner, project, `${text}Again.\n`)
    }
  })

  async function expectKept({ sourceSha256 }: { sourceSha256: string }, bytes: Buffer) {
    const stream = await api.services.blobs.read(sourceSha256)
    const chunks = await stream?.toArray()
    expect(Buffer.concat(chunks ?? [])).toEqual(bytes)
  }
})
