import { ok, type Result, refuse } from '@parallax/domain'
import { readXml, type XmlProblem } from '../xml/read-xml.ts'
import { element, escaped } from '../xml/write-xml.ts'
import type { CasFeature, CasType } from './cas.ts'

const namespace = 'http://uima.apache.org/resourceSpecifier'

/** A type system as UIMA's own XML. The order of the elements is the one its schema wants. */
export function writeTypeSystem(types: readonly CasType[]): string {
  const told = types.map(({ name, supertype, features }) =>
    element(
      'typeDescription',
      {},
      [
        textElement('name', name),
        '<description/>',
        textElement('supertypeName', supertype),
        features.length === 0
          ? ''
          : element('features', {}, features.map(featureElement).join('\n')),
      ].join('\n'),
    ),
  )
  const content = [
    textElement('name', 'Parallax'),
    '<description/>',
    textElement('version', '1'),
    textElement('vendor', 'Parallax'),
    element('types', {}, `\n${told.join('\n')}\n`),
  ]
  const root = element('typeSystemDescription', { xmlns: namespace }, `\n${content.join('\n')}\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

function featureElement({ name, range, element: of }: CasFeature): string {
  return element(
    'featureDescription',
    {},
    [
      textElement('name', name),
      '<description/>',
      textElement('rangeTypeName', range),
      of === undefined ? '' : textElement('elementType', of),
    ].join(''),
  )
}

function textElement(name: string, text: string): string {
  return element(name, {}, escaped(text))
}

/** The types of a type system, or why it is none. Imports of further files are not followed. */
export async function readTypeSystem(
  pieces: AsyncIterable<string>,
): Promise<Result<readonly CasType[], XmlProblem>> {
  const types: CasType[] = []
  let isTypeSystem = false
  let text = ''
  let type = emptyType()
  let feature: Record<string, string> = {}
  const read = await readXml(pieces, {
    open: ({ name, uri }, depth) => {
      if (depth === 1) isTypeSystem = name === 'typeSystemDescription' && uri === namespace
      if (name === 'typeDescription') type = emptyType()
      if (name === 'featureDescription') feature = {}
      text = ''
    },
    text: (piece) => {
      text += piece
    },
    close: (name, depth) => {
      if (name === 'featureDescription') type.features.push(featureOf(feature))
      else if (name === 'typeDescription') types.push(type)
      else if (depth === 4 && name === 'name') type.name = text.trim()
      else if (depth === 4 && name === 'supertypeName') type.supertype = text.trim()
      else if (depth === 6 && featureNames.includes(name)) feature[name] = text.trim()
    },
  })
  if (!read.ok) return read
  return isTypeSystem ? ok(types) : refuse({ line: 1, message: 'It is no UIMA type system.' })
}

const featureNames = ['name', 'rangeTypeName', 'elementType', 'multipleReferencesAllowed']

function emptyType(): { name: string; supertype: string; features: CasFeature[] } {
  return { name: '', supertype: '', features: [] }
}

function featureOf(said: Readonly<Record<string, string>>): CasFeature {
  const { name = '', rangeTypeName: range = '', multipleReferencesAllowed } = said
  return { name, range, isShared: multipleReferencesAllowed === 'true' }
}
