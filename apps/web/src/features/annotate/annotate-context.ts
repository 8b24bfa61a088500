import type { RecordId, TextRange } from '@parallax/domain'
import type { Surface } from '@parallax/surface'
import { createContext, type RefObject, useContext } from 'react'
import type { Annotation } from './annotation.ts'
import type { Actions } from './use-actions.ts'

/** A small card that asks one thing, at a place in the text. */
export type Asking =
  | { readonly kind: 'entity'; readonly mention: RecordId }
  | { readonly kind: 'zone'; readonly range: TextRange }
  | { readonly kind: 'target'; readonly range: TextRange }
  | { readonly kind: 'relation-type'; readonly from: RecordId; readonly to: RecordId }

/** Something the screen says for a while, with a way on. */
export type Notice = {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

/** What the person is doing on this screen; none of it is stored. */
export type Doing = {
  readonly openId: RecordId | null
  readonly selection: TextRange | null
  readonly asking: Asking | null
  /** The record that a link starts from, while the other end is being chosen. */
  readonly linkFrom: RecordId | null
  readonly notice: Notice | null
}

export const nothingDone: Doing = {
  openId: null,
  selection: null,
  asking: null,
  linkFrom: null,
  notice: null,
}

export type AnnotateContextValue = {
  readonly annotation: Annotation
  readonly doing: Doing
  readonly actions: Actions
  readonly surface: RefObject<Surface | null>
}

export const AnnotateContext = createContext<AnnotateContextValue | null>(null)

/** The annotate screen's own state. Only below its screen. */
export function useAnnotate(): AnnotateContextValue {
  const value = useContext(AnnotateContext)
  if (!value) throw new Error('useAnnotate needs the annotate screen above it')
  return value
}
