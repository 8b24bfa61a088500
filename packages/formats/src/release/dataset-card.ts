import { type Codebook, labelSetsOfSlot, layerRecordKinds } from '@parallax/domain'
import { citeRelease } from './cite-release.ts'
import { splitNames } from './draw-splits.ts'
import type { ReleaseSummary } from './release-manifest.ts'

/**
 * The first version of a dataset card: Markdown, with the front matter that Hugging Face reads. It
 * says what can be known from the data; where only people know, it asks for a sentence in italics.
 */
export function writeDatasetCard(summary: ReleaseSummary, codebook: Codebook | undefined): string {
  const sections = [
    frontMatter(summary),
    `# ${heading(summary)}\n\n${summary.release.notes || '_What is this, and for whom was it made?_'}`,
    what(summary),
    who(summary),
    how(summary),
    codebookSection(summary, codebook),
    structure(summary),
    splitSection(summary),
    agreementSection(summary),
    limits(summary),
    licence(summary),
    citation(summary),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function heading({ project, release }: ReleaseSummary): string {
  const title = release.title === '' ? '' : `: ${release.title}`
  return oneLine(`${project.name}${title} (release ${release.number})`)
}

function frontMatter(summary: ReleaseSummary): string {
  const { release, project, languages, counts } = summary
  const codes = languages.map(({ language }) => language).filter((code) => code !== '')
  return [
    '---',
    `pretty_name: ${yamlText(release.title === '' ? project.name : `${project.name}: ${release.title}`)}`,
    ...yamlList('language', codes),
    `license: ${yamlText(release.licence === '' ? 'unknown' : release.licence)}`,
    `size_categories:\n- ${sizeCategory(counts.documents)}`,
    ...yamlList('task_categories', taskCategories(summary)),
    ...yamlList('annotations_creators', ['expert-generated']),
    ...yamlList('source_datasets', ['original']),
    ...yamlList('tags', ['news', 'parallax', `release-${release.number}`]),
    '---',
  ].join('\n')
}

/** Any text is a JSON string, and every JSON string is one of YAML. */
function yamlText(text: string): string {
  return JSON.stringify(oneLine(text))
}

function yamlList(key: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `- ${yamlText(item)}`)]
}

const sizeLimits = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
] as const

function sizeCategory(documents: number): string {
  return sizeLimits.find(([below]) => documents < below)?.[1] ?? '1M<n<10M'
}

function taskCategories({ counts: { records } }: ReleaseSummary): readonly string[] {
  const onSpans = [records.mention, records.claim, records.stance].some((count = 0) => count > 0)
  return [
    ...(onSpans ? ['token-classification'] : []),
    ...((records.documentLabel ?? 0) > 0 || (records.stance ?? 0) > 0
      ? ['text-classification']
      : []),
  ]
}

function what({ counts, languages, published, project }: ReleaseSummary): string {
  const rows = Object.entries(layerRecordKinds)
    .map(([kind, { title }]) => [`${title}s`, counts.records[kind as 'mention'] ?? 0] as const)
    .filter(([, count]) => count > 0)
  const registry = [
    ['Entities', counts.registry.entity ?? 0],
    ['Propositions', counts.registry.proposition ?? 0],
    ['Stories and near-duplicate sets', counts.registry.set ?? 0],
  ] as const
  const facts = [
    `- Project: ${oneLine(project.name)}`,
    `- Languages: ${languages.map(({ language, documents }) => `${language || 'not said'} (${documents})`).join(', ') || 'none'}`,
    `- Outlets: ${counts.outlets}`,
    `- Published: ${published ? `${published.first} to ${published.last}` : 'not known'}`,
    `- Text: ${counts.charactersUtf16} UTF-16 units`,
  ]
  const table = [
    ['Documents', counts.documents] as const,
    ['Layers of annotation', counts.layers] as const,
    ...rows,
    ...registry.filter(([, count]) => count > 0),
  ]
  return `## What it holds\n\n${facts.join('\n')}\n\n${markdownTable(['', 'Count'], table)}`
}

function who({ annotators, release }: ReleaseSummary): string {
  const names = annotators.map(({ name }) => name || 'someone unnamed').sort()
  const annotated =
    names.length === 0
      ? 'Nobody has annotated yet.'
      : `Annotated by ${names.map(oneLine).join(', ')}.`
  return `## Who made it\n\n${annotated} Released by ${oneLine(release.madeBy.name) || 'someone unnamed'} on ${release.madeAt.slice(0, 10)}.\n\n_Who are they, how were they trained and paid?_`
}

function how({ counts, project, software, codebook }: ReleaseSummary): string {
  const { adjudicated, shared, annotator } = counts.layersByKind
  const parts = [
    ...(adjudicated > 0 ? [`the agreed result (${adjudicated})`] : []),
    ...(shared > 0 ? [`the layer that everybody shares (${shared})`] : []),
    ...(annotator > 0 ? [`layers of single annotators (${annotator})`] : []),
  ]
  const mode = project.mode === 'together' ? 'together, in one layer' : 'side by side, each alone'
  const version =
    codebook.version === null ? '' : ` and version ${codebook.version} of the codebook`
  return [
    '## How it was made',
    `People annotated ${mode}, with Parallax ${software.version}${version}. The release holds ${parts.join(', ') || 'no annotations'}. Texts stand as they were read from the uploaded files and never change.`,
    '_How were the articles found and chosen?_',
  ].join('\n\n')
}

function codebookSection({ counts }: ReleaseSummary, codebook: Codebook | undefined): string {
  if (!codebook) return ''
  const slots = [
    ['entityType', 'Entity types'],
    ['topic', 'Topics'],
    ['relationType', 'Relations'],
    ['documentField', 'Fields of documents'],
  ] as const
  const used = new Map(counts.labels.map(({ label, records }) => [label, records]))
  const parts = slots.flatMap(([slot, title]) => {
    const sets = labelSetsOfSlot(codebook, slot)
    const rows = [...codebook.labels.values()]
      .filter(({ labelSet }) => sets.some(({ id }) => id === labelSet))
      .map(({ id, name, definition }) => [name, definition, used.get(id) ?? 0] as const)
    return rows.length === 0
      ? []
      : [`### ${title}\n\n${markdownTable(['Label', 'Definition', 'Records'], rows)}`]
  })
  const fixed = counts.labels
    .filter(({ kind, label }) => kind === 'stance' || !codebook.labels.has(label))
    .map(
      ({ kind, name, records }) => [`${layerRecordKinds[kind].title}: ${name}`, records] as const,
    )
  const rest =
    fixed.length === 0 ? [] : [`### Fixed scales\n\n${markdownTable(['Value', 'Records'], fixed)}`]
  return [`## Codebook, version ${codebook.version}`, ...parts, ...rest].join('\n\n')
}

function structure(_: ReleaseSummary): string {
  return [
    '## How to read it',
    'Positions in a text count **UTF-16 code units** from its start; the end is not included. The covered words stand beside them. Python counts code points: files made for Python give positions in these, and say so.',
    'The native file has one JSON value a line: the codebook, the registry of entities and propositions, then each document with its layers.',
  ].join('\n\n')
}

function splitSection({ splits, counts }: ReleaseSummary): string {
  if (!splits) return '## Splits\n\nThis release has no splits.'
  const { nearDuplicates, sizes, seed, percents, groups, largestGroup } = splits
  const rows = [
    ['Share', ...splitNames.map((name) => `${percents[name]} %`)],
    ['Documents', ...splitNames.map((name) => sizes[name].documents)],
    ...counts.labels.map(({ kind, name }, at) => [
      `${layerRecordKinds[kind].title}: ${name}`,
      ...splitNames.map((split) => sizes[split].labels[at] ?? 0),
    ]),
  ]
  return [
    '## Splits',
    `Documents of one story, versions of one document, and texts that are nearly equal (at least ${Math.round(nearDuplicates.ratio * 100)} % of their runs of ${nearDuplicates.shingleWords} words in common) are never parted: ${groups} groups, the largest of ${largestGroup}. Groups were dealt out so that rare labels are shared fairly, with the seed ${seed}.`,
    markdownTable(['', ...splitNames], rows),
  ].join('\n\n')
}

function agreementSection({ agreement }: ReleaseSummary): string {
  if (agreement.length === 0) return '## Agreement\n\nAgreement was not measured for this release.'
  const rows = agreement.map(({ on, measure, value, note }) => [
    on,
    measure,
    value.toFixed(2),
    note,
  ])
  return `## Agreement\n\n${markdownTable(['On', 'Measure', 'Value', ''], rows)}`
}

function limits({ counts, splits, agreement }: ReleaseSummary): string {
  const scarce = counts.labels.filter(({ records }) => records < 10).map(({ name }) => name)
  const missing = splitNames.filter((name) => splits && splits.sizes[name].documents === 0)
  const known = [
    'Comments, deleted records and retired documents are not part of it.',
    'The articles are the work of their outlets; whoever passes them on needs a right to do so.',
    ...(scarce.length > 0
      ? [`Rare labels (fewer than ten records): ${scarce.map(oneLine).join(', ')}.`]
      : []),
    ...(missing.length > 0 ? [`Too few groups for a split: ${missing.join(', ')} is empty.`] : []),
    ...(agreement.length === 0 ? ['Nobody has measured how far annotators agree.'] : []),
  ]
  return `## Known limits\n\n${known.map((line) => `- ${line}`).join('\n')}\n- _What should nobody conclude from these data?_`
}

function licence({ release }: ReleaseSummary): string {
  return `## Licence\n\n${oneLine(release.licence) || '_Under which terms may others use the annotations, and under which the texts?_'}`
}

function citation(summary: ReleaseSummary): string {
  return `## Citation\n\n> ${oneLine(citeRelease(summary))}`
}

type Cell = string | number

function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map(cellText).join(' | ')} |`
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')
}

function cellText(cell: Cell): string {
  return oneLine(String(cell)).replace(/[|\\]/g, '\\$&')
}

/** Words of people in one line, with nothing that Markdown or HTML would take for its own. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
}
