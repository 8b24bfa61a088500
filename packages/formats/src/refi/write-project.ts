import { hullOf, quoteOf, type TextRange } from '@parallax/domain'
import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import {
  type Annotation,
  type CorpusDocument,
  type CorpusEntity,
  type CorpusLayer,
  type CorpusSource,
  metaFields,
} from '../corpus/corpus.ts'
import { OffsetMap } from '../offsets/offset-map.ts'
import { element, escaped } from '../xml/write-xml.ts'
import { type CodePath, codeElement, codeGuid, codeTree, pathsOf } from './codebook.ts'
import { type GuidOf, guidMaker } from './guid.ts'

export const projectNamespace = 'urn:QDA-XML:project:1.0'
/** The mark by which we know our own projects. */
export const ownOrigin = 'Parallax'

/**
 * A project of REFI-QDA: `project.qde` and the texts of its sources. The schema wants codes and cases
 * before sources, and notes and links behind them, so the documents are gone through for each.
 */
export async function* writeProject(
  source: CorpusSource,
  { tools }: WriteContext,
): AsyncGenerator<FilePiece> {
  const writer = new ProjectWriter(source, guidMaker(tools))
  for await (const content of writer.project()) yield { path: 'project.qde', content }
  for await (const { id, text } of source.documents())
    yield { path: `sources/${writer.sourceGuid(id)}.txt`, content: text }
}

/** Codes and people that annotations name, and which passages mean which entity. */
type Used = {
  readonly codes: Map<string, CodePath>
  readonly users: Map<string, User>
  /** GUIDs of passages by the id of the entity that they mean. */
  readonly meanings: Map<string, string[]>
}
type User = { readonly kind: string; readonly name: string }

class ProjectWriter {
  readonly #source: CorpusSource
  readonly #guidOf: GuidOf

  constructor(source: CorpusSource, guidOf: GuidOf) {
    this.#source = source
    this.#guidOf = guidOf
  }

  async *project(): AsyncGenerator<string> {
    const { head } = this.#source
    const used = await this.#gather()
    const face = { xmlns: projectNamespace, name: head.name || 'Parallax', origin: ownOrigin }
    const open = element('Project', face).replace(/\/>$/, '>')
    yield `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n`
    yield* list(
      'Users',
      [...used.users.values()].map((user) => this.#userElement(user)),
    )
    const tree = codeTree(head, used.codes.values())
    const codes = tree.map((node) => codeElement(node, this.#guidOf)).join('\n')
    yield `${element('CodeBook', {}, element('Codes', {}, codes))}\n`
    yield* list('Variables', this.#variableElements())
    yield* list(
      'Cases',
      head.entities.map((entity) => this.#caseElement(entity, used.meanings)),
    )
    yield* this.#stream('Sources', (document) => [this.#sourceElement(document)])
    yield* this.#stream('Notes', (document) => this.#noteElements(document))
    yield* this.#stream('Links', (document) => this.#linkElements(document), this.#headLinks())
    yield '</Project>\n'
  }

  sourceGuid(document: string): string {
    return this.#guidOf('source', document)
  }

  async #gather(): Promise<Used> {
    const used: Used = { codes: new Map(), users: new Map(), meanings: new Map() }
    for (const { type } of this.#source.head.entities) keep(used.codes, ['entityType', type])
    for (const { topics } of this.#source.head.propositions)
      for (const topic of topics) keep(used.codes, ['topic', topic])
    for await (const document of this.#source.documents()) {
      for (const { kind } of document.zones) keep(used.codes, ['zone', kind])
      for (const [layer, annotation] of annotationsOf(document))
        this.#gatherOne(used, document, layer, annotation)
    }
    return used
  }

  #gatherOne(used: Used, { id }: CorpusDocument, layer: CorpusLayer, annotation: Annotation): void {
    const owner = userOfLayer(layer)
    used.users.set(this.#userGuid(owner), owner)
    const by = annotation.signature && { kind: 'annotator', name: annotation.signature.by }
    if (by) used.users.set(this.#userGuid(by), by)
    for (const path of codesOf(annotation)) keep(used.codes, path)
    for (const { role } of wordsOf(annotation)) keep(used.codes, ['words', role])
    for (const { role, to } of annotation.links) {
      if (role !== 'entity' || to.kind !== 'entity') continue
      const passages = used.meanings.get(to.id) ?? []
      used.meanings.set(to.id, passages)
      passages.push(this.#passageGuid(id, layer, annotation.id))
    }
  }

  #userGuid({ kind, name }: User): string {
    return this.#guidOf('user', kind, name)
  }

  #userElement(user: User): string {
    const name = user.name || (namesOfAll[user.kind] ?? '')
    return element('User', { guid: this.#userGuid(user), name, id: user.kind })
  }

  #passageGuid(document: string, layer: CorpusLayer, id: string): string {
    return this.#guidOf('passage', document, ...Object.values(userOfLayer(layer)), id)
  }

  #variableElements(): readonly string[] {
    const names = [...metaFields, ...caseVariables(this.#source.head.entities)]
    return [...new Set(names)].map((name) =>
      element('Variable', {
        guid: this.#guidOf('variable', name),
        name,
        typeOfVariable: name === 'collective' ? 'Boolean' : 'Text',
      }),
    )
  }

  #value(name: string, value: string | boolean): string {
    const reference = element('VariableRef', { targetGUID: this.#guidOf('variable', name) })
    const told = typeof value === 'boolean' ? 'BooleanValue' : 'TextValue'
    const content = escaped(`${value}`)
    return element('VariableValue', {}, `${reference}<${told}>${content}</${told}>`)
  }

  #caseElement(entity: CorpusEntity, meanings: Used['meanings']): string {
    const { id, name, type, note, aliases, externalIds, collective } = entity
    const passages = meanings.get(id) ?? []
    return element(
      'Case',
      { guid: this.#guidOf('entity', id), name },
      [
        description(note),
        element('CodeRef', { targetGUID: codeGuid(this.#guidOf, ['entityType', type]) }),
        ...aliases.map((alias) => this.#value('alias', alias)),
        ...Object.entries(externalIds).map(([scheme, value]) => this.#value(`id.${scheme}`, value)),
        ...(collective ? [this.#value('collective', true)] : []),
        ...passages.map((targetGUID) => element('SelectionRef', { targetGUID })),
      ].join(''),
    )
  }

  #sourceElement(document: CorpusDocument): string {
    const { id, name, text, meta, zones } = document
    const map = new OffsetMap(text)
    const guid = this.sourceGuid(id)
    const place = (extent: Annotation['extent']) => {
      const [first, last] = [extent[0]?.startUtf16 ?? 0, extent.at(-1)?.endUtf16 ?? 0]
      return {
        startPosition: map.toUnit(first, 'code-points'),
        endPosition: map.toUnit(last, 'code-points'),
      }
    }
    const passages = [...annotationsOf(document)].filter(([, { kind }]) => isPassage(kind))
    const labels = [...annotationsOf(document)].filter(([, { kind }]) => kind === 'documentLabel')
    const values = metaFields.flatMap((field) => {
      const value = meta[field] ?? []
      return (typeof value === 'string' ? [value] : value).map((each) => this.#value(field, each))
    })
    const children = [
      ...zones.map((zone, index) => this.#zoneElement(id, zone, index, { text, place })),
      ...passages.map(([layer, each]) => this.#passageElement(document, layer, each, place)),
      ...[...annotationsOf(document)].flatMap(([layer, each]) =>
        this.#wordsElements(document, layer, each, place),
      ),
      ...labels.flatMap(([layer, each]) => this.#sourceCodings(id, layer, each)),
      ...values,
    ]
    const plainTextPath = `internal://${guid}.txt`
    return element('TextSource', { guid, name, plainTextPath }, `\n${children.join('\n')}\n`)
  }

  #zoneElement(
    document: string,
    zone: CorpusDocument['zones'][number],
    index: number,
    { text, place }: { text: string; place: (extent: Annotation['extent']) => object },
  ): string {
    const guid = this.#guidOf('zone', document, `${index}`)
    const children = [description(zone.note), this.#coding(guid, ['zone', zone.kind], {})]
    return element(
      'PlainTextSelection',
      { guid, name: nameOf(text, [zone]), ...place([zone]) },
      children.join(''),
    )
  }

  #passageElement(
    { id, text }: CorpusDocument,
    layer: CorpusLayer,
    annotation: Annotation,
    place: (extent: Annotation['extent']) => object,
  ): string {
    const { extent, values, signature } = annotation
    const guid = this.#passageGuid(id, layer, annotation.id)
    const hull = hullOf(extent) ?? { startUtf16: 0, endUtf16: 0 }
    const by = signature && this.#userGuid({ kind: 'annotator', name: signature.by })
    const owner = { creatingUser: this.#userGuid(userOfLayer(layer)) }
    return element(
      'PlainTextSelection',
      {
        guid,
        name: nameOf(text, [hull]),
        ...place(extent),
        creatingUser: by,
        creationDateTime: signature?.at,
      },
      [
        description(typeof values.note === 'string' ? values.note : ''),
        ...pathsOf(annotation).map((path) => this.#coding(guid, path, owner)),
      ].join(''),
    )
  }

  /** Words that belong to an annotation: each part is a selection, and a link leads to it. */
  #wordsElements(
    { id, text }: CorpusDocument,
    layer: CorpusLayer,
    annotation: Annotation,
    place: (extent: Annotation['extent']) => object,
  ): readonly string[] {
    const own = this.#passageGuid(id, layer, annotation.id)
    const owner = { creatingUser: this.#userGuid(userOfLayer(layer)) }
    return wordsOf(annotation).map(({ role, range, part }) => {
      const guid = this.#guidOf('words', own, role, part)
      return element(
        'PlainTextSelection',
        { guid, name: nameOf(text, [range]), ...place([range]), ...owner },
        this.#coding(guid, ['words', role], owner),
      )
    })
  }

  #coding(of: string, path: CodePath, attributes: { readonly creatingUser?: string }): string {
    const targetGUID = codeGuid(this.#guidOf, path)
    const guid = this.#guidOf('coding', of, ...path)
    return element('Coding', { guid, ...attributes }, element('CodeRef', { targetGUID }))
  }

  /** The values of a document label are codings of the whole source. */
  #sourceCodings(document: string, layer: CorpusLayer, annotation: Annotation): readonly string[] {
    const of = this.#passageGuid(document, layer, annotation.id)
    const owner = { creatingUser: this.#userGuid(userOfLayer(layer)) }
    return codesOf(annotation).map((path) => this.#coding(of, path, owner))
  }

  #noteElements(document: CorpusDocument): readonly string[] {
    return [...annotationsOf(document)].flatMap(([layer, { kind, id, values }]) => {
      if (kind !== 'relation' || typeof values.note !== 'string') return []
      const guid = this.#guidOf('note', this.#passageGuid(document.id, layer, id))
      return element('Note', { guid }, element('PlainTextContent', {}, escaped(values.note)))
    })
  }

  /** Relations lead one way and bear their label; what else leads somewhere bears its role. */
  #linkElements(document: CorpusDocument): readonly string[] {
    return [...annotationsOf(document)].flatMap(([layer, annotation]) => {
      const end = (to: Annotation['links'][number]['to']) => this.#endGuid(to, document.id, layer)
      const own = this.#passageGuid(document.id, layer, annotation.id)
      const words = this.#wordsLinks(own, annotation)
      if (annotation.kind === 'relation')
        return [this.#relationElement(annotation, own, end), ...words]
      const others = annotation.links
        .filter((link) => !isToldElsewhere(link))
        .map(({ role, to }, index) =>
          this.#link(this.#guidOf('link', own, `${index}`), role, own, end(to)),
        )
      return [...others, ...words]
    })
  }

  #wordsLinks(own: string, annotation: Annotation): readonly string[] {
    return wordsOf(annotation).map(({ role, part }) => {
      const [guid, target] = ['words link', 'words'].map((what) =>
        this.#guidOf(what, own, role, part),
      )
      return this.#link(guid ?? '', role, own, target ?? '')
    })
  }

  #link(guid: string, name: string, originGUID: string, targetGUID: string): string {
    return element('Link', { guid, name, direction: 'Associative', originGUID, targetGUID })
  }

  #relationElement(
    { label, links, values }: Annotation,
    own: string,
    end: (to: Annotation['links'][number]['to']) => string,
  ): string {
    const guidOf = (role: string) => {
      const link = links.find((each) => each.role === role)
      return link && end(link.to)
    }
    const note = typeof values.note === 'string' ? this.#guidOf('note', own) : undefined
    return element(
      'Link',
      {
        guid: own,
        name: label,
        direction: 'OneWay',
        originGUID: guidOf('from'),
        targetGUID: guidOf('to'),
      },
      note === undefined ? '' : element('NoteRef', { targetGUID: note }),
    )
  }

  #endGuid({ kind, id }: Annotation['links'][number]['to'], document: string, layer: CorpusLayer) {
    if (kind === 'entity') return this.#guidOf('entity', id)
    if (kind === 'proposition') return codeGuid(this.#guidOf, ['proposition', id])
    return this.#passageGuid(document, layer, id)
  }

  #headLinks(): readonly string[] {
    const { entities, propositions } = this.#source.head
    const link = (name: string, origin: string, target: string) =>
      this.#link(this.#guidOf('link', name, origin, target), name, origin, target)
    const entity = (id: string) => this.#guidOf('entity', id)
    return [
      ...entities.flatMap(({ id, members, partOf }) => [
        ...members.map((member) => link('member', entity(id), entity(member))),
        ...(partOf === null ? [] : [link('partOf', entity(id), entity(partOf))]),
      ]),
      ...propositions.flatMap(({ id, topics }) =>
        topics.map((topic) => {
          const [from, to] = [
            codeGuid(this.#guidOf, ['proposition', id]),
            ['topic', topic] as const,
          ]
          return link('topic', from, codeGuid(this.#guidOf, to))
        }),
      ),
    ]
  }

  /** A list over all documents; without entries there is no list, as the schema wants it. */
  async *#stream(
    name: string,
    elementsOf: (document: CorpusDocument) => readonly string[],
    first: readonly string[] = [],
  ): AsyncGenerator<string> {
    let isOpen = first.length > 0
    if (isOpen) yield `<${name}>\n${first.join('\n')}\n`
    for await (const document of this.#source.documents()) {
      const elements = elementsOf(document)
      if (elements.length === 0) continue
      yield `${isOpen ? '' : `<${name}>\n`}${elements.join('\n')}\n`
      isOpen = true
    }
    if (isOpen) yield `</${name}>\n`
  }
}

function* list(name: string, elements: readonly string[]): Generator<string> {
  if (elements.length > 0) yield `${element(name, {}, `\n${elements.join('\n')}\n`)}\n`
}

function description(text: string): string {
  return text === '' ? '' : element('Description', {}, escaped(text))
}

/** The longest name of a passage, in code points: it says what is quoted. */
const longestName = 200

function nameOf(text: string, extent: Annotation['extent']): string {
  return [...quoteOf(extent, text)].slice(0, longestName).join('')
}

function* annotationsOf({ layers }: CorpusDocument): Generator<readonly [CorpusLayer, Annotation]> {
  for (const layer of layers) for (const annotation of layer.annotations) yield [layer, annotation]
}

function isPassage(kind: Annotation['kind']): boolean {
  return kind === 'mention' || kind === 'claim' || kind === 'stance'
}

/** What layers that are nobody's are called as users. */
const namesOfAll: Readonly<Record<string, string>> = {
  shared: 'Everyone',
  adjudicated: 'Adjudicated',
}

/** Who a layer belongs to, as a user. */
function userOfLayer({ kind, annotator }: CorpusLayer): User {
  return { kind, name: annotator ?? '' }
}

function codesOf(annotation: Annotation): readonly CodePath[] {
  const { kind, label, values } = annotation
  if (isPassage(kind)) return pathsOf(annotation)
  if (kind === 'relation') return label === null ? [] : [['relationType', label]]
  const named = typeof values.values === 'object' ? values.values : []
  if (label === null) return []
  return named.length === 0
    ? [['documentField', label]]
    : named.map((value): CodePath => ['documentField', label, value])
}

/** The role of the parts of a span with gaps. */
export const partRole = 'part'

type Words = { readonly role: string; readonly range: TextRange; readonly part: string }

/** Words besides an annotation's own place: of passages, and the parts of a span with gaps. */
function wordsOf({ extent, passages }: Annotation): readonly Words[] {
  const parts = extent.length > 1 ? [{ role: partRole, extent }] : []
  return [...parts, ...passages].flatMap(({ role, extent: ranges }) =>
    ranges.map((range, index) => ({ role, range, part: `${index}` })),
  )
}

/** Who a mention is stands with the entity, what a claim says is a code. */
function isToldElsewhere({ role, to }: Annotation['links'][number]): boolean {
  return role === to.kind && to.kind !== 'annotation'
}

function keep(codes: Map<string, CodePath>, path: CodePath): void {
  codes.set(JSON.stringify(path), path)
}

function caseVariables(entities: readonly CorpusEntity[]): readonly string[] {
  const schemes = entities.flatMap(({ externalIds }) => Object.keys(externalIds))
  return ['alias', 'collective', ...schemes.map((scheme) => `id.${scheme}`)]
}
