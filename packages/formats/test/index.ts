export { goldCorpus } from './gold-corpus.ts'
export { type SomeCorpus, someCorpus, sourceOf } from './some-corpus.ts'
