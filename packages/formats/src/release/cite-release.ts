import type { ReleaseSummary } from './release-manifest.ts'

/** One line that names a release for good: who, when, what, and the hash that tells it apart. */
export function citeRelease({ release, project, content, annotators }: ReleaseSummary): string {
  const who = authorsOf(
    release.madeBy.name,
    annotators.map(({ name }) => name),
  )
  const year = release.madeAt.slice(0, 4)
  const title = release.title === '' ? '' : `, ${release.title}`
  return `${who} (${year}). ${project.name}${title} (release ${release.number}) [data set]. Parallax. sha256:${content.sha256}`
}

const namedAtMost = 5

/** Whoever made the release first, then who annotated, by name. */
function authorsOf(maker: string, annotators: readonly string[]): string {
  const others = [...new Set(annotators)].filter((name) => name !== maker && name !== '').sort()
  const names = [maker, ...others].filter((name) => name !== '')
  if (names.length > namedAtMost) return `${names.slice(0, namedAtMost).join('; ')}; et al.`
  return names.join('; ')
}

/** The same as an entry for BibTeX. */
export function bibtexOfRelease(summary: ReleaseSummary): string {
  const { release, project, content, annotators } = summary
  const others = annotators.map(({ name }) => name).filter((name) => name !== release.madeBy.name)
  const key = `${project.name.replace(/[^\p{L}\p{N}]+/gu, '').slice(0, 40) || 'dataset'}${release.number}`
  const title = release.title === '' ? project.name : `${project.name}: ${release.title}`
  return [
    `@misc{${key},`,
    `  author = {${[release.madeBy.name, ...others].map(braced).join(' and ')}},`,
    `  title = {${texOf(title)}},`,
    `  year = {${release.madeAt.slice(0, 4)}},`,
    `  version = {${release.number}},`,
    `  note = {Data set. sha256:${content.sha256}},`,
    '}',
  ].join('\n')
}

/** A name in braces is left as it is, however many parts it has. */
function braced(name: string): string {
  return `{${texOf(name)}}`
}

const texSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function texOf(text: string): string {
  return text.replace(/[\\{}#$%&_~^]/g, (sign) => texSigns[sign] ?? `\\${sign}`)
}
