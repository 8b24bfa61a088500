import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleDocumentId, sampleProjectId, sampleUserId } from '../test/sample-ids.ts'
import { codebookStreamId, deriveId, layerId, registryStreamId } from './derive-id.ts'
import { isUuid } from './ids.ts'

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

test('is UUIDv5: the example of RFC 9562, and one of Python’s', () => {
  expect(deriveId(dns, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  expect(deriveId(dns, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d')
})

test('every name gives a lower-case UUID of version 5', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (namespace, name) => {
      const id = deriveId(namespace, name)
      expect(isUuid(id)).toBe(true)
      expect(id[14]).toBe('5')
      expect('89ab').toContain(id[19])
      expect(deriveId(namespace, name)).toBe(id)
    }),
  )
})

test('names beyond ASCII are taken as UTF-8', () => {
  // uuid.uuid5(uuid.NAMESPACE_DNS, 'Żółć 𝐀 €') in Python.
  expect(deriveId(dns, 'Żółć 𝐀 €')).toBe('70eef0c4-654f-5428-8adb-b90660409cb4')
})

test('streams and layers of other projects, documents, kinds and owners are others', () => {
  const [one, two] = [sampleProjectId('one'), sampleProjectId('two')]
  const [document, ada] = [sampleDocumentId('one'), sampleUserId('ada')]
  const ids = [
    registryStreamId(one),
    registryStreamId(two),
    codebookStreamId(one),
    layerId(document, 'shared', null),
    layerId(document, 'adjudicated', null),
    layerId(document, 'annotator', ada),
    layerId(document, 'annotator', sampleUserId('ben')),
    layerId(sampleDocumentId('two'), 'annotator', ada),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})
