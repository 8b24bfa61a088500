import type { Surface } from '@parallax/surface'
import type { RefObject } from 'react'
import type { CommandId, CommandInfo } from '../../../components/keys/command-list.ts'
import type { Doing } from '../annotate-context.ts'
import type { Annotation } from '../annotation.ts'
import type { Hands } from '../hands.ts'
import type { Actions } from '../use-actions.ts'

/** The screen as a command finds it. */
export type KeymapSetting = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly actions: Actions
  readonly hands: Hands
  readonly surface: RefObject<Surface | null>
  readonly onStep: (direction: 1 | -1) => boolean
  readonly onGo: (documentId: string | null) => void
  readonly onShowKeys: () => void
  readonly onShowLabels: () => void
  readonly onRead: () => void
  readonly onFind: () => void
  readonly onPalette: () => void
}

/** What a command does. */
export type CommandAct = {
  /** Does it; false when there was nothing to do, so that the key goes on to the text. */
  readonly run: (setting: KeymapSetting) => boolean
  /** Whether it would do something now; without it, it always might. */
  readonly isAvailable?: (setting: KeymapSetting) => boolean
}

/** One thing a person can do on the annotate screen, by key, palette or button. */
export type Command = CommandInfo & CommandAct & { readonly id: CommandId }
