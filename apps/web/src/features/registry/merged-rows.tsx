import { isLive, pointersTo, type RecordId, recordOf, type StreamState } from '@parallax/domain'
import { Split } from 'lucide-react'
import { Button } from '../../components/ui/button.tsx'
import { useTools } from './registry-context.ts'
import { registryText } from './registry-text.ts'
import { wordsOf } from './words-of.ts'

const text = registryText.merged

/** What was merged into the one that is open; each can be taken apart again. */
export function MergedRows({ id }: { readonly id: RecordId }) {
  const { registry, act, mayJudge } = useTools()
  const merged = mergedInto(registry, id)
  if (merged.length === 0) return null
  return (
    <section className="rg__merged">
      <h3 className="h3">{text.title(merged.length)}</h3>
      <ul>
        {merged.map((from) => (
          <li key={from}>
            <span className="serif grow">{wordsOf(registry, from)}</span>
            {mayJudge && (
              <Button
                size="sm"
                aria-label={text.unmergeOf(wordsOf(registry, from))}
                onClick={() => act('registry.unmerge', { from })}
              >
                <Split className="icon icon--sm" />
                {text.unmerge}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Records that redirect straight to `id`. */
function mergedInto(registry: StreamState, id: RecordId): readonly RecordId[] {
  return pointersTo(registry, id).filter((from) => {
    const record = recordOf(registry, from)
    const isMerged = record?.kind === 'entity' || record?.kind === 'proposition'
    return isMerged && isLive(record) && record.data.redirect === id
  })
}
