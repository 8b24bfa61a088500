import { plainGuid } from './guid.ts'
import { childrenOf, textIn, type XmlNode } from './project-entries.ts'
import { targets, type VariableValue, valuesIn } from './project-face.ts'

/** A text as it stands in a project, with what was selected in it. GUIDs are plain. */
export type TextSource = {
  readonly guid: string
  readonly name: string
  /** Where its text is; empty where it stands in the project itself. */
  readonly path: string
  readonly content: string
  readonly selections: readonly Selection[]
  readonly codings: readonly Coding[]
  readonly notes: readonly string[]
  readonly values: readonly VariableValue[]
}

export type Selection = {
  readonly guid: string
  readonly name: string
  readonly start: number
  readonly end: number
  readonly note: string
  readonly notes: readonly string[]
  readonly codings: readonly Coding[]
  readonly user: string
  readonly at: string
}
export type Coding = {
  readonly guid: string
  readonly code: string
  readonly user: string
  readonly at: string
  readonly notes: readonly string[]
}

export function textSource(node: XmlNode): TextSource {
  return {
    guid: plainGuid(node.attributes.get('guid')),
    name: node.attributes.get('name') ?? '',
    path: node.attributes.get('plainTextPath') ?? '',
    content: textIn(node, 'PlainTextContent'),
    selections: childrenOf(node, 'PlainTextSelection').map(selectionOf),
    codings: childrenOf(node, 'Coding').flatMap(codingOf),
    notes: targets(node, 'NoteRef'),
    values: valuesIn(node),
  }
}

function selectionOf(node: XmlNode): Selection {
  const said = (name: string) => node.attributes.get(name) ?? ''
  return {
    guid: plainGuid(said('guid')),
    name: said('name'),
    start: numberIn(said('startPosition')),
    end: numberIn(said('endPosition')),
    note: textIn(node, 'Description'),
    notes: targets(node, 'NoteRef'),
    codings: childrenOf(node, 'Coding').flatMap(codingOf),
    user: plainGuid(said('creatingUser')),
    at: said('creationDateTime'),
  }
}

/** An absent number is none, not 0. */
function numberIn(said: string): number {
  return said.trim() === '' ? Number.NaN : Number(said)
}

function codingOf(node: XmlNode): readonly Coding[] {
  const [code] = targets(node, 'CodeRef')
  if (code === undefined) return []
  return [
    {
      guid: plainGuid(node.attributes.get('guid')),
      code,
      user: plainGuid(node.attributes.get('creatingUser')),
      at: node.attributes.get('creationDateTime') ?? '',
      notes: targets(node, 'NoteRef'),
    },
  ]
}
