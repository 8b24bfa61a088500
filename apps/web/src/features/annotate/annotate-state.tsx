import type { ReactNode } from 'react'
import {
  AnnotationContext,
  type AnnotationContextValue,
  type Doing,
  DoingContext,
} from './annotate-context.ts'

export type AnnotateStateProps = {
  readonly value: AnnotationContextValue
  readonly doing: Doing
  readonly children: ReactNode
}

/** Gives what is below the document and what the person is doing, each to those who ask for it. */
export function AnnotateState({ value, doing, children }: AnnotateStateProps) {
  return (
    <AnnotationContext value={value}>
      <DoingContext value={doing}>{children}</DoingContext>
    </AnnotationContext>
  )
}
