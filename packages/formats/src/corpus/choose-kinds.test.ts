import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect } from '../../test/codec-laws.ts'
import { someCorpus, sourceOf } from '../../test/some-corpus.ts'
import { chooseKinds } from './choose-kinds.ts'
import type { Annotation, AnnotationKind, CorpusDocument } from './corpus.ts'

const kinds: readonly AnnotationKind[] = ['mention', 'claim', 'stance', 'relation', 'documentLabel']

const idsOf = (annotations: readonly Annotation[]) => annotations.map(({ id }) => id)

function isWhole(annotations: readonly Annotation[]): boolean {
  const ids = idsOf(annotations)
  return annotations.every(({ links }) =>
    links.every(({ to }) => to.kind !== 'annotation' || ids.includes(to.id)),
  )
}

test('only the kinds that were asked for are there, and no link leads into nothing', () =>
  fc.assert(
    fc.asyncProperty(someCorpus, fc.subarray([...kinds]), async (corpus, chosen) => {
      const annotationsOf = (documents: readonly CorpusDocument[]) =>
        documents.flatMap(({ layers }) => layers.map(({ annotations }) => annotations))
      const documents = await collect(chooseKinds(sourceOf(corpus), chosen).documents())
      const wanted = annotationsOf(corpus.documents)
      for (const [index, annotations] of annotationsOf(documents).entries()) {
        const plain = (all: readonly Annotation[]) =>
          idsOf(all.filter(({ kind }) => kind !== 'relation' && chosen.includes(kind)))
        expect(plain(annotations)).toEqual(plain(wanted[index] ?? []))
        expect(annotations.every(({ kind }) => chosen.includes(kind))).toBe(true)
        expect(isWhole(annotations)).toBe(true)
      }
    }),
    { numRuns: 40 },
  ))
