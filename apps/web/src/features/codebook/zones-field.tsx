import { type ZoneKind, zoneKinds } from '@parallax/domain'
import { newId } from '@parallax/sync/new-id'
import { Check } from 'lucide-react'
import { cn } from '../../components/cn.ts'
import { useTools } from './codebook-context.ts'
import { liveOf } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'

export type ZonesFieldProps = { readonly kind: 'mention' | 'claim' | 'stance' }

/** In which zones one kind of record may stand. A kind nothing is said of may stand anywhere. */
export function ZonesField({ kind }: ZonesFieldProps) {
  const { stream, isOwner, act, set } = useTools()
  const record = liveOf(stream, 'annotatable').find(({ data }) => data.on === kind)
  const zones = record?.data.zones ?? zoneKinds
  const toggle = (zone: ZoneKind) => {
    const next = zoneKinds.filter((each) => zones.includes(each) !== (each === zone))
    if (record) return set(record.id, 'zones', next)
    const records = [{ id: newId(), kind: 'annotatable', data: { on: kind, zones: next } }]
    return act({ type: 'codebook.create', args: { records } })
  }
  return (
    <fieldset className="zones" aria-label={codebookText.label.zones}>
      {zoneKinds.map((zone) => {
        const isIn = zones.includes(zone)
        return (
          <button
            key={zone}
            type="button"
            className={cn('tag', !isIn && 'tag--dash')}
            aria-pressed={isIn}
            disabled={!isOwner}
            onClick={() => toggle(zone)}
          >
            {isIn && <Check className="icon" />}
            {codebookText.scales.zone?.values[zone] ?? zone}
          </button>
        )
      })}
    </fieldset>
  )
}
