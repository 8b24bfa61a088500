/** A run of words with a label: from the first to before the last. */
export type Run = { readonly start: number; readonly end: number; readonly label: string }

type Tag = { readonly prefix: string; readonly label: string }
const outside: Tag = { prefix: 'O', label: '' }
const nothing = new Set(['O', '_', '-', '*', ''])

/**
 * The runs that tags of one sentence mark: IOB1, IOB2, IOE, BIOES, BILOU and bare labels alike. A
 * run begins where a tag says so or where it cannot go on, so that no tag is lost.
 */
export function runsOf(tags: readonly string[]): readonly Run[] {
  const runs: Run[] = []
  let open: { readonly start: number; readonly label: string } | undefined
  const close = (end: number) => {
    if (open) runs.push({ start: open.start, end, label: open.label })
    open = undefined
  }
  for (const [index, text] of tags.entries()) {
    const { prefix, label } = tagOf(text)
    const goesOn = open && open.label === label && 'IEL'.includes(prefix)
    if (!goesOn) close(index)
    if (prefix !== 'O' && !open) open = { start: index, label }
    if ('ELSU'.includes(prefix)) close(index + 1)
  }
  close(tags.length)
  return runs
}

function tagOf(text: string): Tag {
  if (nothing.has(text)) return outside
  const found = /^([BIESLU])-(.*)$/su.exec(text)
  return found ? { prefix: found[1] ?? '', label: found[2] ?? '' } : { prefix: 'I', label: text }
}

/** The tags of a sentence in IOB2. */
export function iob2Of(length: number, runs: readonly Run[]): readonly string[] {
  const tags = Array.from({ length }, () => 'O')
  for (const { start, end, label } of runs)
    for (let index = start; index < end; index += 1)
      tags[index] = `${index === start ? 'B' : 'I'}-${label}`
  return tags
}
