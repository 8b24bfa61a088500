import type { RecordId, TextRange } from '@parallax/domain'
import type { Surface } from '@parallax/surface'
import { createContext, type RefObject, useContext } from 'react'
import type { Annotation } from './annotation.ts'
import type { KeyBindings } from './commands/key-bindings.ts'
import type { Geometry } from './geometry.ts'
import type { Hands } from './hands.ts'
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

/** What changes with the document, and not with every gesture. */
export type AnnotationContextValue = {
  readonly annotation: Annotation
  readonly actions: Actions
  readonly hands: Hands
  readonly surface: RefObject<Surface | null>
  readonly geometry: Geometry
  /** What every key does here and now. */
  readonly bindings: KeyBindings
}

export type AnnotateContextValue = AnnotationContextValue & { readonly doing: Doing }

export const AnnotationContext = createContext<AnnotationContextValue | null>(null)
export const DoingContext = createContext<Doing>(nothingDone)

/** The open document and what can be done to it. Only below the annotate screen. */
export function useAnnotation(): AnnotationContextValue {
  const value = useContext(AnnotationContext)
  if (!value) throw new Error('the annotate screen must be above what asks for its document')
  return value
}

/** What the person is doing: new with every selection and every record that is opened. */
export function useDoing(): Doing {
  return useContext(DoingContext)
}

/** Both: for the few parts that show what the person is doing to the document. */
export function useAnnotate(): AnnotateContextValue {
  return { ...useAnnotation(), doing: useDoing() }
}

/** `was` with a change; the very same where the change says nothing new. */
export function doingAfter(was: Doing, change: Partial<Doing>): Doing {
  const next = { ...was, ...change }
  const keys = Object.keys(next) as (keyof Doing)[] // of a plain object of that type
  return keys.every((key) => next[key] === was[key]) ? was : next
}
