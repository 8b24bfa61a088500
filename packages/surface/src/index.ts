export {
  createSurface,
  type FoundRanges,
  type RevealOptions,
  type Surface,
  type SurfaceKeymap,
  type SurfaceOptions,
} from './create-surface.ts'
export { isPlainKey, type KeyPress, keyNames } from './key-name.ts'
export { ensureMaskRules } from './mark-sheet.ts'
export {
  type Painter,
  type PaintNames,
  type PaintWords,
  painters,
  paintRecord,
  paintWords,
} from './painters.ts'
export type { RangeBoxes } from './range-boxes.ts'
export type { SurfaceDelta, SurfaceFilter } from './record-store.ts'
export type { RelationDelta, SurfaceRelation } from './relation-store.ts'
export { type StaticLine, type StaticPiece, staticLines } from './static-lines.ts'
export type { Peer, PickReport, SelectionReport, SurfaceEvents } from './surface-context.ts'
export type { Shape, SurfaceRecord, SurfaceZone } from './surface-record.ts'
export type { SurfaceWords } from './surface-words.ts'
export type { TextAct } from './text-acts.ts'
export { paragraphAt, sentenceAt, snapToWords, tidyRange, wordAt } from './text-units.ts'
