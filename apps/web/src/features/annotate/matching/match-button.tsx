import { Button } from '../../../components/ui/button.tsx'
import { useAnnotate } from '../annotate-context.ts'
import { useCap } from '../commands/use-bindings.ts'
import { askMatches } from './ask-matches.ts'
import { matchingText } from './matching-text.ts'

/** Where a mention stands: a way to tag its words everywhere. */
export function MatchButton() {
  const setting = useAnnotate()
  const cap = useCap('match.all')
  return (
    <Button look="ghost" size="sm" keyCap={cap} onClick={() => askMatches(setting)}>
      {matchingText.open}
    </Button>
  )
}
