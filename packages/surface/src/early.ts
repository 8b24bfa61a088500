/** The part of the surface that needs no editor: for what is shown before the editor is loaded. */
export { type EarlyLine, type EarlySource, earlyLines } from './early-lines.ts'
export { unfoldPaths } from './fold-paths.ts'
