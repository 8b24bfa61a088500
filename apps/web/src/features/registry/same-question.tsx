import type { RecordId } from '@parallax/domain'
import { GitMerge } from 'lucide-react'
import { Button } from '../../components/ui/button.tsx'
import { isPlainKey, useWindowKeys } from '../../components/window-keys.ts'
import type { DifferentPairs } from './different-pairs.ts'
import { useTools } from './registry-context.ts'
import type { RegistryPlace } from './registry-place.ts'
import { registryText } from './registry-text.ts'
import { pairKey, type SamePair } from './same-names.ts'
import { useMerge } from './use-merge.ts'
import { usePlaceCount } from './use-places.ts'
import { wordsOf } from './words-of.ts'

const text = registryText.same

export type SameQuestionProps = {
  readonly pair: SamePair
  /** The one that is open; it stays, the other would stand for it. */
  readonly id: RecordId
  readonly place: RegistryPlace
  readonly different: DifferentPairs
}

/** Asks whether another is the same: two keys answer. */
export function SameQuestion({ pair, id, place, different }: SameQuestionProps) {
  const { registry } = useTools()
  const merge = useMerge(place)
  const other = pair.a === id ? pair.b : pair.a
  const places = usePlaceCount(other)
  const same = () => merge(other, id)
  const notSame = () => different.add(pairKey(pair.a, pair.b))
  useWindowKeys((event) => {
    const answer = { y: same, n: notSame }[event.key]
    if (!answer || !isPlainKey(event)) return false
    answer()
    return true
  })
  return (
    <section className="same" aria-label={text.isQuestion}>
      <div className="same__t">
        <GitMerge className="icon icon--sm" />
        <p className="grow">
          <button
            type="button"
            className="link serif same__other"
            onClick={() => place.go({ kind: pair.kind, id: other })}
          >
            {wordsOf(registry, other)}
          </button>{' '}
          {text.mayBe}{' '}
          <span className="muted">
            {pair.kind === 'entity' ? text.shares(pair.words) : text.says}
            {places && ` ${text.counts(places.total, places.documents)}`}
          </span>
        </p>
        <Button size="sm" keyCap="Y" onClick={same}>
          {text.yes}
        </Button>
        <Button size="sm" keyCap="N" onClick={notSame}>
          {text.no}
        </Button>
      </div>
    </section>
  )
}
