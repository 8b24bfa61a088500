/** An instruction of a Dockerfile; stages are numbered in their order, from 0. */
export type Instruction = {
  readonly name: string
  readonly words: string
  readonly stage: number
}

/** The instructions of a Dockerfile, each with the lines that it goes on in. */
export function readDockerfile(text: string): readonly Instruction[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  let stage = -1
  return lines.map((line) => {
    const [, name = '', words = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    if (name === 'FROM') stage += 1
    return { name, words, stage }
  })
}

/** A command that is written as a list of its words. */
export function wordsOf({ name, words }: Instruction): readonly string[] {
  const list = JSON.parse(words.slice(words.indexOf('[')))
  if (!Array.isArray(list) || !list.every((word) => typeof word === 'string'))
    throw new Error(`${name} is not a list of words.`)
  return list
}

/** Variables as `NAME=value NAME=value`. */
export function readAssignments(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(/\s+/).map((word) => {
      const at = word.indexOf('=')
      if (at < 1) throw new Error(`${word} gives no variable a value.`)
      return [word.slice(0, at), word.slice(at + 1)]
    }),
  )
}

/** Whether a `.dockerignore` of plain names, and of names in any folder, leaves a file out. */
export function isIgnored(patterns: readonly string[], file: string): boolean {
  const parents = file.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))
  return patterns.some((pattern) => {
    const name = pattern.replace(/^\*\*\//, '')
    return parents.some((each) => each === name || (name !== pattern && each.endsWith(`/${name}`)))
  })
}

/** A line of a Caddyfile or of nginx's language, and what stands in its braces. */
export type Directive = { readonly words: readonly string[]; readonly inside: readonly Directive[] }

/** What stands in a Caddyfile, or in a file of nginx. Throws where braces do not fit. */
export function readDirectives(text: string): readonly Directive[] {
  const lines = text
    .replace(/#.*$/gm, '')
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const open: Directive[][] = [[]]
  for (const line of lines) {
    if (line === '}') {
      open.pop()
      if (open.length === 0) throw new Error('There is a brace too many.')
      continue
    }
    const inside: Directive[] = []
    open.at(-1)?.push({ words: line.replace(/\s*\{$/, '').split(/\s+/), inside })
    if (line.endsWith('{')) open.push(inside)
  }
  const [all, ...unclosed] = open
  if (!all || unclosed.length > 0) throw new Error('A brace is not closed.')
  return all
}

/** The words after the last step of this way through the blocks, which leads to one place only. */
export function valueAt(all: readonly Directive[], ...way: readonly string[]): readonly string[] {
  const known = way.at(-1)?.split(' ').length
  return directiveAt(all, ...way).words.slice(known)
}

/** The only directive on this way through the blocks; a step is what its words begin with. */
export function directiveAt(all: readonly Directive[], ...way: readonly string[]): Directive {
  let found: Directive = { words: [], inside: all }
  for (const step of way) {
    const [first, ...more] = found.inside.filter(({ words }) =>
      `${words.join(' ')} `.startsWith(`${step} `),
    )
    if (!first || more.length > 0) throw new Error(`${way.join(' > ')}: not one ${step}.`)
    found = first
  }
  return found
}

/** The values of a unit of systemd by `Section.Key`; a key may come several times. */
export function readUnit(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  let section = ''
  for (const line of text.split('\n')) {
    if (/^\s*([#;]|$)/.test(line)) continue
    const [, named] = /^\[(\w+)\]$/.exec(line) ?? []
    const [, key, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (named) section = named
    else if (key)
      values.set(`${section}.${key}`, [...(values.get(`${section}.${key}`) ?? []), value])
    else throw new Error(`${line} is no line of a unit.`)
  }
  return values
}

const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600 }

/** `30s`, `30m` or plain seconds. */
export function secondsOf(text: string | undefined): number {
  const [, number, unit = ''] = /^(\d+)([smh]?)$/.exec(text ?? '') ?? []
  if (number === undefined) throw new Error(`${text} is no time.`)
  return Number(number) * (unitSeconds[unit] ?? 0)
}

const unitBytes: Readonly<Record<string, number>> = { k: 2 ** 10, g: 2 ** 30, GB: 1e9 }

/** `64k` and `2g` as nginx counts them, `2GB` as Caddy does. */
export function bytesOf(text: string | undefined): number {
  const [, number, unit = ''] = /^(\d+)([a-zA-Z]+)$/.exec(text ?? '') ?? []
  const factor = unitBytes[unit]
  if (number === undefined || factor === undefined) throw new Error(`${text} is no size.`)
  return Number(number) * factor
}
