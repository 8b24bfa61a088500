import {
  isLive,
  isUuid,
  liveRecord,
  pointersTo,
  type RecordId,
  type RecordOf,
} from '@parallax/domain'
import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRegistry } from '../../sync/project-provider.tsx'
import { changeWords } from './change-words.ts'
import { codebookChanges, removedLabels } from './codebook-changes.ts'
import { useTools } from './codebook-context.ts'
import { liveOf } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { MarkedText } from './marked-text.tsx'
import { useLabelUse } from './use-label-use.ts'

const text = codebookText.side

/** Beside the page: how it looks in a text, how often it is used, what publishing would do. */
export function SidePanel({ shown }: { readonly shown: string }) {
  const { stream, isOwner } = useTools()
  const label = isUuid(shown) ? liveRecord(stream, 'label', shown as RecordId) : undefined // just looked at
  return (
    <aside className="cb__side">
      {label && <Preview record={label} />}
      {label && <Used record={label} />}
      {isOwner && <Impact shown={shown} />}
    </aside>
  )
}

const SHOWN_EXAMPLES = 3

function Preview({ record }: { readonly record: RecordOf<'label'> }) {
  const { positive, colour } = record.data
  return (
    <section>
      <h2 className="h3">{text.preview}</h2>
      <div className="preview">
        {positive.length === 0 && <p className="cb__quiet">{text.previewNone}</p>}
        {positive.slice(0, SHOWN_EXAMPLES).map((example) => (
          <p key={example.text}>
            <MarkedText example={example} colour={colour} />
          </p>
        ))}
      </div>
    </section>
  )
}

function Used({ record }: { readonly record: RecordOf<'label'> }) {
  const registry = useRegistry()
  const use = useLabelUse()
  const pointing = [...pointersTo(registry, record.id)]
  const inRegistry = (kind: 'entity' | 'proposition') =>
    pointing.filter((id) => {
      const found = liveRecord(registry, kind, id)
      return found !== undefined && isLive(found)
    }).length
  const [entities, propositions] = [inRegistry('entity'), inRegistry('proposition')]
  const total = use.count(record.id)
  // The server counts everything; what the registry holds of it is said by itself.
  const places = total === undefined ? undefined : Math.max(0, total - entities - propositions)
  return (
    <section>
      <h2 className="h3">{text.used}</h2>
      <ul className="used">
        {places === undefined ? (
          <li className="muted">{use.isFailed ? text.notCounted : text.counting}</li>
        ) : (
          <Count count={places} what={text.records(places)} />
        )}
        {entities > 0 && <Count count={entities} what={text.entities(entities)} />}
        {propositions > 0 && <Count count={propositions} what={text.propositions(propositions)} />}
      </ul>
    </section>
  )
}

function Count({ count, what }: { readonly count: number; readonly what: string }) {
  return (
    <li>
      <b className="num">{count}</b>
      <span>{what}</span>
    </li>
  )
}

function Impact({ shown }: { readonly shown: string }) {
  const { changes, latest, content, stream } = useTools()
  if (latest === null) return null
  const behind = new Set(recordsOfPage(stream, shown))
  const own = changes.filter(({ id }) => behind.has(id))
  const scaleMoved = codebookChanges(latest.content, content).some(
    ({ recordKind, fields }) =>
      recordKind === 'scale' && (fields.includes('min') || fields.includes('max')),
  )
  const mustWait = removedLabels(changes).length > 0 || scaleMoved
  return (
    <section>
      <h2 className="h3">{text.publish}</h2>
      <div className="impact">
        {own.map((change) => (
          <Line key={change.id}>{changeWords(change)}.</Line>
        ))}
        {own.length === 0 && <Line>{text.nothing}</Line>}
        {changes.length > 0 && (
          <>
            <Line>{text.noRecord}</Line>
            <Line>{mustWait ? text.wait : text.follow}</Line>
            <Line>{text.submitted(latest.number)}</Line>
          </>
        )}
      </div>
    </section>
  )
}

function Line({ children }: { readonly children: ReactNode }) {
  return (
    <p>
      <Info className="icon icon--sm" />
      <span>{children}</span>
    </p>
  )
}

/** Ids of what a page edits. */
function recordsOfPage(
  stream: ReturnType<typeof useTools>['stream'],
  shown: string,
): readonly string[] {
  if (isUuid(shown)) return [shown]
  const texts = liveOf(stream, 'guideline')
  if (shown === 'scale')
    return [...liveOf(stream, 'scale'), ...texts.filter(({ data }) => data.field === 'value')].map(
      ({ id }) => id,
    )
  if (shown.startsWith('field-'))
    return texts.filter(({ data }) => `field-${data.field}` === shown).map(({ id }) => id)
  return [...liveOf(stream, 'attribute'), ...liveOf(stream, 'annotatable')]
    .filter(({ data }) => data.on === shown)
    .map(({ id }) => id)
}
