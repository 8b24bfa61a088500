import type { InputFile } from '../codecs/codec-definition.ts'

/** What part of a dataset a document is in, unless something else is said. */
export const usualSplit = 'train'

/** Whether readers of datasets take it as the name of a part: words, joined by dots. */
export function isSplitName(name: string): boolean {
  return name.length <= 100 && /^\w+(?:\.\w+)*$/.test(name)
}

/**
 * Which part of the dataset each table holds, by its path: as the card says it, or else as names of
 * files and folders do. Nothing where all is for training, for that says nothing of a document.
 */
export async function splitsOf(
  tables: readonly InputFile[],
  files: readonly InputFile[],
): Promise<ReadonlyMap<string, string>> {
  const rules = (await Promise.all(files.filter(isCard).map(rulesOfCard))).flat()
  const splits = tables.flatMap(({ path }) => {
    const rule = rules.find(({ pattern }) => fits(pattern, path))
    const split = rule?.split ?? splitOfPath(path)
    return split === undefined ? [] : [[path, split] as const]
  })
  return new Map(splits.every(([, split]) => split === usualSplit) ? [] : splits)
}

/** Words in names that say which part it is, as Hugging Face's library takes them. */
const keywords: ReadonlyMap<string, string> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['validation', 'validation'],
  ['valid', 'validation'],
  ['dev', 'validation'],
  ['val', 'validation'],
  ['test', 'test'],
  ['testing', 'test'],
  ['eval', 'test'],
  ['evaluation', 'test'],
])

/** A part by the name of its file, `data/PART-00000-of-00001.parquet`, or by a word in a name. */
function splitOfPath(path: string): string | undefined {
  const [file = '', ...folders] = path.split('/').reverse()
  const numbered = /^(.+)-\d{5}-of-\d{5}\b/.exec(file)?.[1] ?? ''
  if (folders[0] === 'data' && isSplitName(numbered)) return numbered
  const words = [file, ...folders].flatMap((name) => name.toLowerCase().split(/[^a-z]+/))
  const word = words.find((each) => keywords.has(each))
  return word === undefined ? undefined : keywords.get(word)
}

type Rule = { readonly split: string; readonly pattern: string }

function isCard({ path }: InputFile): boolean {
  return /(?:^|\/)README\.md$/.test(path)
}

/** The most of a card that is read, the most patterns in it and how long one is. */
const mostCardUtf16 = 1024 * 1024
const mostRules = 200
const mostPatternUtf16 = 200

async function rulesOfCard(card: InputFile): Promise<readonly Rule[]> {
  let text = ''
  for await (const piece of card.text()) {
    text += piece
    if (text.length > mostCardUtf16) break
  }
  const [, front = ''] = /^---\r?\n([\s\S]*?)\n---/.exec(text) ?? []
  const folder = card.path.slice(0, -'README.md'.length)
  return dataFiles(front)
    .flatMap(({ split, paths }) => paths.map((path) => ({ split, pattern: `${folder}${path}` })))
    .filter(({ pattern }) => pattern.length <= mostPatternUtf16)
    .slice(0, mostRules)
}

type DataFiles = { split: string; paths: string[] }

/**
 * The entries with a `split` and a `path` – one or a list – of what a card says between its rules.
 * It is YAML, of which only the form is read in which programs write cards.
 */
function dataFiles(front: string): readonly DataFiles[] {
  const entries: DataFiles[] = []
  let isInList = false
  for (const line of front.split('\n').map(cardLine)) {
    if (line.isItem && line.name !== null) entries.push({ split: '', paths: [] })
    const entry = entries.at(-1)
    const isPath: boolean = line.name === 'path' || (isInList && line.isItem && line.name === null)
    if (line.name === 'split' && entry) entry.split = line.value
    else if (isPath && line.value !== '') entry?.paths.push(line.value)
    isInList = isPath && (line.value === '' || line.name === null)
  }
  return entries.filter(({ split }) => isSplitName(split))
}

/** A line of a card: one of the fields that are looked for, or anything else. */
function cardLine(line: string) {
  const words = line.trim()
  const isItem = words.startsWith('- ')
  const said = isItem ? words.slice(2).trim() : words
  const name = (['split', 'path'] as const).find((field) => said.startsWith(`${field}:`)) ?? null
  return { isItem, name, value: unquoted(name === null ? said : said.slice(name.length + 1)) }
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}

/** Whether a path fits a pattern: `*` and `?` stand for anything in a name, `**` for folders too. */
function fits(pattern: string, path: string): boolean {
  // Step by step with all places of the pattern at once: no pattern makes it begin anew.
  const signs = pattern.match(/\*+|[^*]/gu) ?? []
  const pastStars = (places: readonly number[]) => {
    const reached = new Set(places)
    for (const place of reached) if (signs[place]?.startsWith('*')) reached.add(place + 1)
    return [...reached]
  }
  let places = pastStars([0])
  for (const letter of path) {
    const next = places.flatMap((place) => {
      const sign = signs[place]
      const isIn = letter !== '/'
      if (sign?.startsWith('*')) return isIn || sign !== '*' ? [place] : []
      return sign === letter || (sign === '?' && isIn) ? [place + 1] : []
    })
    places = pastStars(next)
    if (places.length === 0) return false
  }
  return places.includes(signs.length)
}
