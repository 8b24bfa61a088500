import { ok, type Result } from '@parallax/domain'
import type { InputFile } from '../codecs/codec-definition.ts'
import type { XmlProblem } from '../xml/read-xml.ts'
import { plainGuid } from './guid.ts'
import { childrenOf, projectEntries, textIn, type XmlNode } from './project-entries.ts'
import { ownOrigin } from './write-project.ts'

/** A code as it stands in a file: `trail` are the codes above it, the topmost first, and itself. */
export type Code = {
  readonly guid: string
  readonly name: string
  readonly definition: string
  /** As it stands in the file: `#RRGGBB`, or nothing. */
  readonly colour: string
  readonly trail: readonly Code[]
}

export type Case = {
  readonly guid: string
  readonly name: string
  readonly note: string
  readonly codes: readonly string[]
  readonly selections: readonly string[]
  readonly sourceCount: number
  readonly values: readonly VariableValue[]
}
export type VariableValue = { readonly variable: string; readonly value: string }
export type ProjectLink = {
  readonly guid: string
  readonly name: string
  readonly direction: string
  readonly origin: string
  readonly target: string
  readonly notes: readonly string[]
}

/** All of a project but its sources. GUIDs are plain. */
export type ProjectFace = {
  readonly isOwn: boolean
  readonly users: ReadonlyMap<string, { readonly kind: string; readonly name: string }>
  readonly codes: ReadonlyMap<string, Code>
  readonly variables: ReadonlyMap<string, string>
  readonly cases: ReadonlyMap<string, Case>
  readonly notes: ReadonlyMap<string, string>
  /** By the GUID of their origin. */
  readonly links: ReadonlyMap<string, readonly ProjectLink[]>
  /** How many entries of sections there are that have nothing like them here. */
  readonly others: ReadonlyMap<string, number>
}

/** Reads all of a project, or a codebook, but the sources. */
export async function readFace(file: InputFile): Promise<Result<ProjectFace, XmlProblem>> {
  const face = new FaceBuilder()
  const isWanted = (section: string) => section !== 'Sources'
  const entries = projectEntries(file.text(), isWanted, ({ attributes }) => {
    face.isOwn = attributes.get('origin') === ownOrigin
  })
  for await (const entry of entries) {
    if ('ok' in entry) return entry
    face.take(entry.section, entry.node)
  }
  return ok(face)
}

class FaceBuilder implements ProjectFace {
  isOwn = false
  readonly users = new Map<string, { kind: string; name: string }>()
  readonly codes = new Map<string, Code>()
  readonly variables = new Map<string, string>()
  readonly cases = new Map<string, Case>()
  readonly notes = new Map<string, string>()
  readonly links = new Map<string, ProjectLink[]>()
  readonly others = new Map<string, number>()

  take(section: string, node: XmlNode): void {
    const said = (name: string) => node.attributes.get(name) ?? ''
    const guid = plainGuid(said('guid'))
    if (node.name === 'User') this.users.set(guid, { kind: said('id'), name: said('name') })
    else if (node.name === 'Variable') this.variables.set(guid, said('name'))
    else if (node.name === 'Case') this.cases.set(guid, caseOf(guid, node))
    else if (node.name === 'Note') this.notes.set(guid, textIn(node, 'PlainTextContent'))
    else if (node.name === 'Link') this.#takeLink(linkOf(guid, node))
    else if (node.name === 'Code') this.#takeCode(node, [])
    // A project has its codes in a list within the codebook, a codebook at its own top.
    else if (node.name === 'Codes')
      for (const code of childrenOf(node, 'Code')) this.#takeCode(code, [])
    else this.others.set(section, (this.others.get(section) ?? 0) + 1)
  }

  #takeLink(link: ProjectLink): void {
    const links = this.links.get(link.origin) ?? []
    this.links.set(link.origin, links)
    links.push(link)
  }

  #takeCode(node: XmlNode, above: readonly Code[]): void {
    const trail: Code[] = [...above]
    const code: Code = {
      guid: plainGuid(node.attributes.get('guid')),
      name: node.attributes.get('name') ?? '',
      definition: textIn(node, 'Description'),
      colour: node.attributes.get('color') ?? '',
      trail,
    }
    trail.push(code)
    this.codes.set(code.guid, code)
    for (const child of childrenOf(node, 'Code')) this.#takeCode(child, trail)
  }
}

function caseOf(guid: string, node: XmlNode): Case {
  return {
    guid,
    name: node.attributes.get('name') ?? '',
    note: textIn(node, 'Description'),
    codes: targets(node, 'CodeRef'),
    selections: targets(node, 'SelectionRef'),
    sourceCount: targets(node, 'SourceRef').length,
    values: valuesIn(node),
  }
}

function linkOf(guid: string, node: XmlNode): ProjectLink {
  const said = (name: string) => node.attributes.get(name) ?? ''
  return {
    guid,
    name: said('name'),
    direction: said('direction'),
    origin: plainGuid(said('originGUID')),
    target: plainGuid(said('targetGUID')),
    notes: targets(node, 'NoteRef'),
  }
}

/** What the references of a kind in a node lead to. */
export function targets(node: XmlNode, name: string): readonly string[] {
  return childrenOf(node, name).map((child) => plainGuid(child.attributes.get('targetGUID')))
}

/** Values of variables of a source or case. */
export function valuesIn(node: XmlNode): readonly VariableValue[] {
  return childrenOf(node, 'VariableValue').flatMap((value) => {
    const [variable] = targets(value, 'VariableRef')
    const told = value.children.find(({ name }) => name !== 'VariableRef')
    return variable === undefined || !told ? [] : [{ variable, value: told.text }]
  })
}
