export { indexText, indexWords } from './index-words.ts'
export type { PatternProblem } from './pattern.ts'
export { maxWordsUtf16, plainQuestion, type Question } from './question.ts'
export { type SameWordsOptions, seekSameWords } from './same-words.ts'
export {
  type Prepared,
  prepareQuestion,
  type Seeker,
  type SeekPlace,
  seekWords,
  type TextMemory,
} from './seeker.ts'
export { type Snippet, snippetOf } from './snippet.ts'
