import { keyNames } from '@parallax/surface'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { keyCaps } from '../../../components/keys/key-caps.ts'
import { Button } from '../../../components/ui/button.tsx'
import { Kbd } from '../../../components/ui/kbd.tsx'
import { useAnnotate } from '../annotate-context.ts'
import { type LessonStep, stepAfter } from './lesson-steps.ts'
import { lessonText } from './lesson-text.ts'

/** Six keys, one after the other: each waits until the real key was pressed. */
export function LessonCard({ onEnd }: { readonly onEnd: () => void }) {
  const steps = useSteps()
  const [at, setAt] = useState(0)
  const { doing } = useAnnotate()
  useLessonKeys((pressed) => setAt((was) => stepAfter(steps, was, pressed)))
  // Words may be selected by the mouse too.
  if (at === 0 && doing.selection) setAt(1)
  const step = steps[at]
  return (
    <section className="lesson pop" aria-label={lessonText.title}>
      <p className="lesson__place">
        <b>{lessonText.title}</b>
        {step && <span className="muted num">{lessonText.of(at, steps.length)}</span>}
      </p>
      <div role="status">
        {step ? <StepWords key={step.name} step={step} /> : <p>{lessonText.ended}</p>}
      </div>
      <ol className="lesson__dots" aria-hidden="true">
        {steps.map(({ name }, index) => (
          <li key={name} data-done={index < at || undefined}>
            {index < at && <Check className="icon" />}
          </li>
        ))}
      </ol>
      <Button size="sm" look={step ? 'ghost' : 'plain'} onClick={onEnd}>
        {step ? lessonText.skip : lessonText.close}
      </Button>
    </section>
  )
}

function StepWords({ step }: { readonly step: LessonStep }) {
  const [key] = step.keys
  return (
    <p className="lesson__step">
      <span className="keys">
        {key !== undefined && keyCaps(key).map((cap) => <Kbd key={cap}>{cap}</Kbd>)}
      </span>
      {lessonText.steps[step.name]}
    </p>
  )
}

/** The steps with the keys that this person has. */
function useSteps(): readonly LessonStep[] {
  const { bindings } = useAnnotate()
  const keyOf = (id: Parameters<typeof bindings.keyOf>[0]) => {
    const key = bindings.keyOf(id)
    return key === undefined ? [] : [key]
  }
  return [
    { name: 'select', keys: ['Mod+Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown'] },
    { name: 'grow', keys: keyOf('selection.grow') },
    { name: 'claim', keys: keyOf('tag.claim') },
    { name: 'leave', keys: ['Escape'] },
    { name: 'next', keys: keyOf('record.next') },
    { name: 'undo', keys: keyOf('document.undo') },
  ]
}

function useLessonKeys(onKey: (pressed: readonly string[]) => void): void {
  const handler = useRef(onKey)
  handler.current = onKey
  useEffect(() => {
    // The keyboard: the lesson listens before anything else acts, and keeps no key to itself.
    const listen = (event: KeyboardEvent) => handler.current(keyNames(event))
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
