import type { AnnotateContextValue } from '../annotate-context.ts'
import { matchAsked } from './match-asked.ts'
import { matchingText } from './matching-text.ts'

/** Asks where else the selected words, or those of the open mention, are to be tagged. */
export function askMatches(
  setting: Pick<AnnotateContextValue, 'annotation' | 'doing' | 'actions' | 'hands' | 'surface'>,
): void {
  const { annotation, doing, actions, hands, surface } = setting
  const asked = matchAsked(annotation, surface.current?.selection() ?? null, doing.openId)
  if (!asked) actions.say({ text: matchingText.noWords })
  else if (actions.mayWrite()) {
    surface.current?.select(null)
    hands.matching.open(asked)
  }
}
