/** What footnotes are made of and drawn with: the printed text fetches it once there are comments. */
export { Notes } from './notes.tsx'
export { readingNotes } from './reading-notes.ts'
