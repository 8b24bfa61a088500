import { entityName, type LayerRecord, resolvedProposition } from '@parallax/domain'
import {
  type PaintNames,
  paintRecord as paint,
  paintWords,
  type SurfaceRecord,
} from '@parallax/surface'
import type { Naming } from './record-words.ts'

const longestStatement = 28

/** A record as the text shows it; empty for one that marks no words. Others' layers are lighter. */
export function paintRecord(
  record: LayerRecord,
  naming: Naming,
  isTentative: boolean,
): readonly SurfaceRecord[] {
  const painted = paint(record, paintNames(naming))
  return isTentative ? painted.map((each) => ({ ...each, tentative: true })) : painted
}

function paintNames({ text, registry, codebook, document }: Naming): PaintNames {
  return {
    text,
    document: document.data,
    words: paintWords,
    entity: (id) => entityName(registry, id),
    proposition: (id) => shortened(resolvedProposition(registry, id)?.data.statement),
    label: (id) => codebook.labels.get(id),
  }
}

/** A value with its sign: −2, 0, +1. */
export function signed(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${value}` : `−${-value}`
}

function shortened(words: string | undefined): string | undefined {
  return words && words.length > longestStatement
    ? `${words.slice(0, longestStatement - 1).trimEnd()}…`
    : words
}
