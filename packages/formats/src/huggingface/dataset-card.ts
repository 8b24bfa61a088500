import type { CorpusHead, CorpusLabel } from '../corpus/corpus.ts'
import type { Columns, Shape } from '../parquet/shape.ts'
import { documentColumns, registryColumns } from './columns.ts'

/** One file of the dataset. */
export type CardPart = {
  readonly config: string
  readonly split: string
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/** The card of a dataset: what programs read of it between two rules, and below it what people do. */
export function datasetCard(
  head: CorpusHead,
  parts: readonly CardPart[],
  languages: readonly string[],
): string {
  const documents = parts.filter(({ config }) => config === 'documents')
  const count = documents.reduce((sum, { rows }) => sum + rows, 0)
  const front = [
    '---',
    ...listed(
      'language',
      languages.filter((language) => /^[a-z]{2,3}$/.test(language)),
    ),
    `pretty_name: ${quoted(head.name)}`,
    ...listed('task_categories', ['token-classification', 'text-classification']),
    ...listed('size_categories', [sizeOf(count)]),
    ...listed('tags', ['parallax', 'claims', 'stance', 'news']),
    ...info(parts),
    ...configs(parts),
    '---',
  ]
  return [...front, '', ...sections(head, documents, count), ''].join('\n')
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

/** A word as YAML, whose older readers take some for yes or no: `on`, and `no`, which is Norwegian. */
function word(text: string): string {
  return /^(?:y|yes|n|no|on|off|true|false|null)$/.test(text) ? quoted(text) : text
}

function listed(name: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [`${name}:`, ...values.map((value) => `- ${word(value)}`)]
}

function sizeOf(count: number): string {
  const steps = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
  ] as const
  return steps.find(([limit]) => count < limit)?.[1] ?? '10M<n<100M'
}

function configsOf(
  parts: readonly CardPart[],
): readonly (readonly [string, readonly CardPart[]])[] {
  const names = [...new Set(parts.map(({ config }) => config))]
  return names.map((name) => [name, parts.filter(({ config }) => config === name)])
}

function info(parts: readonly CardPart[]): readonly string[] {
  const all = configsOf(parts).flatMap(([config, files]) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    return [
      `- config_name: ${config}`,
      '  features:',
      ...features(columnsOf(config), '  '),
      '  splits:',
      ...files.flatMap(({ split, rows, bytes: size }) => [
        `  - name: ${split}`,
        `    num_bytes: ${size}`,
        `    num_examples: ${rows}`,
      ]),
      `  download_size: ${bytes}`,
      `  dataset_size: ${bytes}`,
    ]
  })
  return all.length === 0 ? [] : ['dataset_info:', ...all]
}

function columnsOf(config: string): Columns {
  const registry: Readonly<Record<string, Columns>> = registryColumns
  return registry[config] ?? documentColumns
}

function features(columns: Columns, indent: string): readonly string[] {
  return Object.entries(columns).flatMap(([name, shape]) => [
    `${indent}- name: ${word(name)}`,
    ...feature(shape, `${indent}  `),
  ])
}

function feature(shape: Shape, indent: string): readonly string[] {
  if (typeof shape === 'string') return [`${indent}dtype: ${shape}`]
  if ('struct' in shape) return [`${indent}struct:`, ...features(shape.struct, indent)]
  if (typeof shape.list === 'string') return [`${indent}list: ${shape.list}`]
  const inside =
    'struct' in shape.list
      ? features(shape.list.struct, indent)
      : feature(shape.list, `${indent}  `)
  return [`${indent}list:`, ...inside]
}

function configs(parts: readonly CardPart[]): readonly string[] {
  const all = configsOf(parts).flatMap(([config, files]) => [
    `- config_name: ${config}`,
    ...(config === 'documents' ? ['  default: true'] : []),
    '  data_files:',
    ...files.flatMap(({ split, path }) => [`  - split: ${split}`, `    path: ${path}`]),
  ])
  return all.length === 0 ? [] : ['configs:', ...all]
}

function sections(
  head: CorpusHead,
  documents: readonly CardPart[],
  count: number,
): readonly string[] {
  return [
    `# ${oneLine(head.name) || 'Annotated articles'}`,
    '',
    '## What it is',
    '',
    `${count} documents, annotated with mentions, claims, stances and relations.`,
    '',
    ...documents.map(({ split, rows }) => `- ${split}: ${rows}`),
    '',
    '## Offsets',
    '',
    'Offsets count **code points**, half-open, as Python strings do: `row["text"][start:end]`. An',
    'annotation with a gap has several `parts`; `start` and `end` are those of the whole, and `text` joins',
    'the parts with a space.',
    '',
    '## Tables',
    '',
    'One row of `documents` is one document. `layers` lists who annotated it; `layer` of an annotation',
    'counts in that list, from 0. Annotations are lists: `mentions`, `claims`, `stances`, `relations`,',
    '`labels`. They link to each other by `id` within their layer, and by id to the tables `entities` and',
    '`propositions`, whose names stand beside the ids. `chain` says who reports it, outermost first. `extra`',
    'holds as JSON what has no column of its own.',
    '',
    '## Codebook',
    '',
    ...codebook(head.labels),
  ]
}

function codebook(labels: readonly CorpusLabel[]): readonly string[] {
  const sets = [...new Set(labels.map(({ set }) => set))]
  return sets.flatMap((set) => [
    `### ${oneLine(set)}`,
    '',
    ...labels
      .filter((label) => label.set === set)
      .map(
        ({ name, definition }) =>
          `- **${oneLine(name)}**${definition === '' ? '' : `: ${oneLine(definition)}`}`,
      ),
    '',
  ])
}

/** Text of a project as a line of Markdown: nothing in it is markup. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .trim()
}
