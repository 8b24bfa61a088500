import type { TextRange } from '@parallax/domain'
import type { DisplayMap } from './display-map.ts'
import type { RecordStore } from './record-store.ts'
import type { RelationStore } from './relation-store.ts'
import type { SurfaceRecord } from './surface-record.ts'
import type { SurfaceWords } from './surface-words.ts'

/** The person's own selection as the rest of the screen sees it. */
export type SelectionReport = {
  /** Tidy: whole graphemes, no white space at the ends. Null when nothing is selected. */
  readonly range: TextRange | null
  readonly empty: boolean
  /** Where the caret is, in the canonical text. */
  readonly caretUtf16: number
  readonly via: 'pointer' | 'keyboard' | 'program'
  /** False while the mouse button is still down. */
  readonly settled: boolean
}

/** A click without a selection. */
export type PickReport = {
  /** The record meant: the innermost, and with each further click the next one outwards. */
  readonly recordId: string | null
  /** All records under the pointer, innermost first. */
  readonly stack: readonly SurfaceRecord[]
  readonly offsetUtf16: number
}

/** What the surface tells its host. All are optional. */
export type SurfaceEvents = {
  readonly onSelect?: (report: SelectionReport) => void
  readonly onPick?: (report: PickReport) => void
  readonly onHover?: (recordId: string | null) => void
  /** The ends of the open record were moved; the host decides and applies. */
  readonly onResize?: (resize: {
    readonly id: string
    readonly parts: readonly TextRange[]
  }) => void
  /** A relation was pressed at its other end: show that end. */
  readonly onRelationPick?: (pick: {
    readonly relationId: string
    readonly end: 'from' | 'to'
  }) => void
  /** Control or Command and a click on a record: it joins or leaves what is chosen. */
  readonly onChoose?: (choice: { readonly recordId: string }) => void
  /** Something moved on the screen: ask `coordsOf` again. At most once a frame. */
  readonly onGeometry?: () => void
}

/** A colleague's caret and selection. */
export type Peer = {
  readonly id: string
  readonly name: string
  readonly colour: 1 | 2 | 3 | 4
  readonly range: TextRange
}

/** A part of the open record, and of how many: with more or fewer it is no longer meant. */
export type HeldPart = { readonly index: number; readonly count: number }

/** What the parts of one surface have in common. It belongs to one surface and changes in place. */
export type SurfaceContext = {
  readonly map: DisplayMap
  /** The article as a whole runs from right to left: it begins at its right side. */
  readonly isRightToLeft: boolean
  readonly store: RecordStore
  readonly relations: RelationStore
  readonly events: SurfaceEvents
  readonly words: SurfaceWords
  openId: string | null
  hoverId: string | null
  chosen: ReadonlySet<string>
  /** The source words of the open claim's chain, in order. */
  chain: readonly TextRange[]
  /** The relations that stand as arcs now, and so need no stubs. */
  arcs: ReadonlySet<string>
  peers: readonly Peer[]
  keymap: Readonly<Record<string, () => boolean>>
  plainKeys: boolean
  resizable: boolean
  described: boolean
  /** The part of the open record whose ends the edge keys move; without one, its outer ends. */
  heldPart: HeldPart | null
  /** The parts as dragged so far, while an end of the open record is held. */
  draft: readonly TextRange[] | null
  /** Whether the mouse button is down in the text. */
  pressed: boolean
}
