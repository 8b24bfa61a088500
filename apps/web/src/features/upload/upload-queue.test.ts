import { documentIdSchema } from '@parallax/domain'
import { describe, expect, test } from 'vitest'
import type { FileToSend, SentFile } from './send-file.ts'
import { MOST_BYTES, UploadQueue } from './upload-queue.ts'
import type { UploadedFile } from './uploaded-file.ts'

const document = documentIdSchema.parse('00000000-0000-4000-8000-000000000001')

function fileNamed(name: string, sizeBytes = 3): FileToSend {
  return { name, title: null, body: new Blob([new Uint8Array(sizeBytes)]) }
}

function uploaded(filename: string, textSha256: string, sameTitle?: string): UploadedFile {
  return {
    sourceSha256: textSha256,
    textSha256,
    bytes: 3,
    mediaType: 'text/plain',
    filename,
    lengthUtf16: 3,
    importer: 'plain-text',
    importerVersion: '1',
    proposal: {
      title: filename,
      outletName: null,
      byline: [],
      publishedAt: null,
      publishedAtBasis: null,
      language: 'en',
      zones: [],
    },
    sameText: sameTitle === undefined ? [] : [{ documentId: document, title: sameTitle }],
  }
}

/** A queue whose server answers when told to. */
function queueWith(answer: (file: FileToSend) => SentFile) {
  const sending: { readonly name: string; readonly go: () => void }[] = []
  const imported: string[] = []
  const queue = new UploadQueue({
    send: (file) =>
      new Promise((resolve) => {
        sending.push({ name: file.name, go: () => resolve(answer(file)) })
      }),
    importDocument: (file) => {
      imported.push(file.filename)
      return { ok: true, added: { document, outletName: null } }
    },
  })
  const goAll = async () => {
    for (let each = sending.shift(); each; each = sending.shift()) {
      each.go()
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { queue, sending, imported, goAll }
}

const kindsOf = (queue: UploadQueue) => queue.uploads.map(({ state }) => state.kind)

describe('files on their way in', () => {
  test('two travel at a time, and all arrive in the end', async () => {
    const { queue, sending, imported, goAll } = queueWith(({ name }) => ({
      kind: 'read',
      file: uploaded(name, name),
    }))
    queue.add(['a', 'b', 'c'].map((name) => fileNamed(name)))
    expect(kindsOf(queue)).toEqual(['reading', 'reading', 'waiting'])
    expect(sending).toHaveLength(2)
    await goAll()
    expect(kindsOf(queue)).toEqual(['added', 'added', 'added'])
    expect(imported).toEqual(['a', 'b', 'c'])
  })

  test('one that fails says why; the others go in', async () => {
    const { queue, goAll } = queueWith(({ name }) =>
      name === 'bad'
        ? { kind: 'refused', message: 'bad is empty.' }
        : { kind: 'read', file: uploaded(name, name) },
    )
    queue.add([fileNamed('bad'), fileNamed('good')])
    await goAll()
    expect(queue.uploads[0]?.state).toEqual({
      kind: 'failed',
      message: 'bad is empty.',
      canRetry: false,
    })
    expect(queue.uploads[1]?.state.kind).toBe('added')
  })

  test('the same text is asked about, at the server and within a batch', async () => {
    const { queue, imported, goAll } = queueWith(({ name }) => ({
      kind: 'read',
      file: name === 'known' ? uploaded(name, 'k', 'An article') : uploaded(name, 'twin'),
    }))
    queue.add(['known', 'first', 'second'].map((name) => fileNamed(name)))
    await goAll()
    expect(kindsOf(queue)).toEqual(['same', 'added', 'same'])
    queue.skip(queue.uploads[0]?.id ?? 0)
    queue.addAnyway(queue.uploads[2]?.id ?? 0)
    expect(kindsOf(queue)).toEqual(['skipped', 'added', 'added'])
    expect(imported).toEqual(['first', 'second'])
  })

  test('what is too large does not travel, and names itself', () => {
    const { queue, sending } = queueWith(() => ({ kind: 'unreached' }))
    queue.add([fileNamed('huge.txt', MOST_BYTES + 1)])
    expect(sending).toHaveLength(0)
    expect(queue.uploads[0]?.state).toMatchObject({ kind: 'failed', canRetry: false })
  })

  test('a file that did not reach the server can be tried again', async () => {
    let isDown = true
    const { queue, goAll } = queueWith(({ name }) =>
      isDown ? { kind: 'unreached' } : { kind: 'read', file: uploaded(name, name) },
    )
    queue.add([fileNamed('a')])
    await goAll()
    expect(queue.uploads[0]?.state).toMatchObject({ kind: 'failed', canRetry: true })
    isDown = false
    queue.retry(queue.uploads[0]?.id ?? 0)
    await goAll()
    expect(kindsOf(queue)).toEqual(['added'])
  })

  test('cancelling keeps what is in and lets the rest go', async () => {
    const { queue, sending, imported, goAll } = queueWith(({ name }) => ({
      kind: 'read',
      file: uploaded(name, name),
    }))
    queue.add(['a', 'b', 'c'].map((name) => fileNamed(name)))
    sending.shift()?.go()
    await new Promise((resolve) => setTimeout(resolve))
    queue.cancel()
    await goAll()
    expect(kindsOf(queue)).toEqual(['added'])
    expect(imported).toEqual(['a'])
  })
})
