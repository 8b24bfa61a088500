'use client'

import { ProjectShell } from '../../components/project-shell.tsx'
import { CodebookProvider, type CodebookTools, useCodebookTools } from './codebook-context.ts'
import { CodebookHeadActions } from './codebook-head-actions.tsx'
import { CodebookList } from './codebook-list.tsx'
import { codebookOutline } from './codebook-outline.ts'
import { useCodebookPlace } from './codebook-place.ts'
import { codebookText } from './codebook-text.ts'
import { OpenPage } from './open-page.tsx'
import { SidePanel } from './side-panel.tsx'

const keys = [
  { keyCap: 'J', what: codebookText.keys.next },
  { keyCap: 'K', what: codebookText.keys.previous },
]

/** The codebook: its labels, one of them in full, what publishing would do. */
export function CodebookScreen() {
  const tools = useCodebookTools()
  const place = useCodebookPlace()
  const outline = codebookOutline(tools.stream)
  // Where there is room for a page beside the list, the first label is open.
  const shown = place.key ?? outline.flatMap(({ items }) => items)[0]?.key ?? 'mention'
  return (
    <CodebookProvider value={tools}>
      <ProjectShell
        current="codebook"
        title={codebookText.title}
        lede={ledeOf(tools)}
        actions={<CodebookHeadActions />}
        keys={keys}
      >
        <div className="cb" data-open={place.key === null ? undefined : ''}>
          <CodebookList outline={outline} shown={shown} place={place} />
          <OpenPage key={shown} shown={shown} place={place} />
          <SidePanel shown={shown} />
        </div>
      </ProjectShell>
    </CodebookProvider>
  )
}

function ledeOf({ latest, changes, isOwner, content }: CodebookTools): string {
  const { lede } = codebookText
  if (latest === null) return lede.first(Object.values(content).flat().length)
  if (!isOwner) return lede.readOnly(latest.number)
  return changes.length === 0
    ? lede.same(latest.number)
    : lede.changed(latest.number + 1, changes.length)
}
