import type { Example } from '@parallax/domain'
import { cn } from '../../components/cn.ts'
import { labelColourClass } from '../../components/ui/label-colour.tsx'
import { exampleParts } from './example-mark.ts'

export type MarkedTextProps = {
  readonly example: Pick<Example, 'text' | 'mark'>
  readonly colour: number
}

/** An example as a reader sees it: the part that counts carries the mark of its label. */
export function MarkedText({ example, colour }: MarkedTextProps) {
  const { before, marked, after } = exampleParts(example)
  return (
    <>
      {before}
      {marked !== '' && <mark className={cn('m', labelColourClass(colour))}>{marked}</mark>}
      {after}
    </>
  )
}
