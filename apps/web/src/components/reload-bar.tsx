import { pageBuild } from '@parallax/sync/page-build'
import { RefreshCw } from 'lucide-react'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { reloadKept } from '../sync/leaving.ts'
import { componentsText } from './components-text.ts'
import { Button } from './ui/button.tsx'

/** Asks to load the page anew when the server runs a newer build. Put away, it asks no more. */
export function ReloadBar() {
  const subscribe = useCallback((listener: () => void) => pageBuild.subscribe(listener), [])
  const isOutdated = useSyncExternalStore(
    subscribe,
    () => pageBuild.isOutdated,
    () => false,
  )
  const [isPutAway, setPutAway] = useState(false)
  if (!isOutdated || isPutAway) return null
  const text = componentsText.newer
  return (
    <div className="newer pop" role="status">
      <RefreshCw className="icon icon--sm" />
      <p>{text.sentence}</p>
      <div className="row">
        <Button size="sm" onClick={() => setPutAway(true)}>
          {text.later}
        </Button>
        <Button size="sm" look="primary" onClick={() => void reloadKept()}>
          {text.reload}
        </Button>
      </div>
    </div>
  )
}
