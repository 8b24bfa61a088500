import type { TextRange } from '@parallax/domain'
import type { ReactNode } from 'react'

/** One line of the palette: something to do, or somewhere to go. */
export type PaletteItem = {
  readonly id: string
  /** What it is called; the words one types are looked for in it. */
  readonly title: string
  /** Words that find it, too, but are not shown. */
  readonly also?: string
  /** What kind of thing it is, small behind the title. */
  readonly note?: string
  /** A few words at the end of the line. */
  readonly hint?: string
  readonly mark?: ReactNode
  /** The key that does the same: `Ctrl Z`. */
  readonly keyCap?: string
  /** Set in the reading type: names and titles of what people wrote. */
  readonly isSerif?: boolean
  /** Done once the palette has closed and the focus is back where it was. */
  readonly run: () => void
}

export type PaletteGroup = {
  readonly id: string
  readonly title: string
  /** In the order in which they are offered while nothing is typed. */
  readonly items: readonly PaletteItem[]
  /** The items are answers to what was typed: they are shown as they come. */
  readonly isFound?: boolean
  /** Commands: what `>` leaves. */
  readonly isCommands?: boolean
}

/** What a screen adds to the palette while it is shown. */
export type PaletteSource = {
  /** What can be done here and now; asked whenever the palette is drawn. */
  readonly groups: (words: string) => readonly PaletteGroup[]
  /** What the screen does with an entity or proposition; false leaves it to the registry. */
  readonly onRegistryItem?: (id: string) => boolean
  /** What Tab narrows down to; absent where there is nothing to narrow. */
  readonly within?: PaletteWithin
}

export type PaletteWithin = {
  /** What it is called: “This document”. */
  readonly label: string
  /** What Tab does, in words. */
  readonly narrow: string
  /** What the hits are called, and the text they are found in. */
  readonly hits: string
  readonly text: string
  readonly onHit: (range: TextRange) => void
}
