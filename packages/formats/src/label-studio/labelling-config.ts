import type { CorpusHead } from '../corpus/corpus.ts'
import { escapeXml } from '../xml/escape-xml.ts'
import type { Control } from './controls.ts'

/**
 * The configuration that Label Studio needs to show our tasks: every label, relation, choice and
 * field that the tasks use, and those of the codebook that they do not.
 */
export class LabellingConfig {
  readonly #labels = new Set<string>()
  readonly #relations = new Set<string>()
  readonly #fields = new Map<string, Set<string>>()
  readonly #choices = new Map<string, Set<string>>()
  readonly #others = new Map<string, Control['type']>()

  constructor({ labels }: CorpusHead) {
    for (const { slot, set, name } of labels) {
      if (slot === 'entityType') this.#labels.add(name)
      if (slot === 'relationType') this.#relations.add(name)
      if (slot === 'documentField') this.meetField(set, [name])
    }
  }

  meetLabel(label: string): void {
    this.#labels.add(label)
  }

  meetRelation(type: string): void {
    this.#relations.add(type)
  }

  meetField(field: string, values: readonly string[]): void {
    addAll(this.#fields, field, values)
  }

  meetControl({ name, type, value }: Control): void {
    const choices = value.choices
    if (Array.isArray(choices)) addAll(this.#choices, name, choices)
    else this.#others.set(name, type)
  }

  xml(): string {
    return [
      '<View>',
      element('Labels', { name: 'label', toName: 'text' }, values('Label', this.#labels)),
      element('Text', { name: 'text', value: '$text' }),
      element('Relations', {}, values('Relation', this.#relations)),
      ...[...this.#fields].map(([name, all]) => choices(name, all, {})),
      ...[...this.#choices].map(([name, all]) => choices(name, all, { perRegion: 'true' })),
      ...[...this.#others].map(([name, type]) =>
        element(type === 'number' ? 'Number' : 'TextArea', {
          name,
          toName: 'text',
          perRegion: 'true',
        }),
      ),
      '</View>',
      '',
    ].join('\n')
  }
}

function addAll(to: Map<string, Set<string>>, name: string, values: readonly string[]): void {
  const found = to.get(name) ?? new Set()
  to.set(name, found)
  for (const value of values) found.add(value)
}

type Attributes = Readonly<Record<string, string>>

function choices(name: string, all: ReadonlySet<string>, more: Attributes): string {
  const attributes = { name, toName: 'text', choice: 'multiple', ...more }
  return element('Choices', attributes, values('Choice', all))
}

function values(name: string, all: ReadonlySet<string>): readonly string[] {
  return [...all].map((value) => element(name, { value }))
}

function element(name: string, attributes: Attributes, inside: readonly string[] = []): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  if (inside.length === 0) return `  <${name}${said.join('')}/>`
  return [`  <${name}${said.join('')}>`, ...inside.map((line) => `  ${line}`), `  </${name}>`].join(
    '\n',
  )
}
