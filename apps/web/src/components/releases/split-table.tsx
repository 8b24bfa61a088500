import type { LabelCount, SplitName, SplitPercents, SplitSize } from '@parallax/formats'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { releasesText } from './releases-text.ts'

const text = releasesText.table
const parts = ['train', 'validation', 'test'] as const
const SHOWN_AT_FIRST = 12

export type SplitTableProps = {
  readonly percents: SplitPercents
  readonly sizes: Readonly<Record<SplitName, SplitSize>>
  readonly labels: readonly LabelCount[]
}

/** How much of everything each part holds: documents, groups, and records of every label. */
export function SplitTable({ percents, sizes, labels }: SplitTableProps) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? labels : labels.slice(0, SHOWN_AT_FIRST)
  const hidden = labels.length - shown.length
  return (
    <>
      <table className="splits" aria-label={text.label}>
        <thead>
          <tr>
            <td />
            {parts.map((part) => (
              <th key={part} scope="col" className="num">
                {text.part[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={text.share} of={(part) => `${percents[part]} %`} />
          <Row name={text.documents} of={(part) => sizes[part].documents} />
          <Row name={text.groups} of={(part) => sizes[part].groups} />
          {shown.map((label, index) => (
            <Row
              key={`${label.kind} ${label.label}`}
              name={label.name}
              kind={releasesText.kind(label.kind)}
              of={(part) => sizes[part].labels[index] ?? 0}
            />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button look="ghost" size="sm" onClick={() => setIsWhole(true)}>
          {text.more(hidden)}
        </Button>
      )}
    </>
  )
}

type RowProps = {
  readonly name: string
  readonly kind?: string
  readonly of: (part: SplitName) => string | number
}

function Row({ name, kind, of }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {name}
        {kind !== undefined && <small>{kind}</small>}
      </th>
      {parts.map((part) => (
        <td key={part} className="num">
          {of(part)}
        </td>
      ))}
    </tr>
  )
}
