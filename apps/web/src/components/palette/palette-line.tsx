import { Command } from 'cmdk'
import { Kbd } from '../ui/kbd.tsx'
import type { PaletteItem } from './palette-source.ts'
import { markedRanges } from './rank-items.ts'

export type PaletteLineProps = {
  readonly item: PaletteItem
  readonly words: string
  readonly onChoose: (item: PaletteItem) => void
}

/** One line: what it is, what is known of it, and the key that does the same. */
export function PaletteLine({ item, words, onChoose }: PaletteLineProps) {
  const { id, title, note, hint, mark, keyCap, isSerif } = item
  return (
    <Command.Item className="hit" value={id} onSelect={() => onChoose(item)}>
      <span className="hit__g">{mark}</span>
      <span className="clip grow">
        <span className={isSerif ? 'serif' : undefined}>
          <Marked words={words} title={title} />
        </span>
        {note !== undefined && <span className="muted hit__note">{note}</span>}
      </span>
      {hint !== undefined && <span className="muted hit__hint">{hint}</span>}
      {keyCap !== undefined && (
        <span className="keys" aria-hidden="true">
          {keyCap.split(' ').map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
      )}
      {keyCap === undefined && (
        <Kbd className="hit__enter" aria-hidden="true">
          Enter
        </Kbd>
      )}
    </Command.Item>
  )
}

/** A title with the words one typed set bold. */
function Marked({ words, title }: { readonly words: string; readonly title: string }) {
  const ranges = markedRanges(words, title)
  const lastEnd = ranges.at(-1)?.endUtf16 ?? 0
  return (
    <>
      {ranges.map(({ startUtf16, endUtf16 }, index) => (
        <span key={startUtf16}>
          {title.slice(ranges[index - 1]?.endUtf16 ?? 0, startUtf16)}
          <mark>{title.slice(startUtf16, endUtf16)}</mark>
        </span>
      ))}
      {title.slice(lastEnd)}
    </>
  )
}
