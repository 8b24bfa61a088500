import { element, escaped, xmlDeclaration } from '../xml/write-xml.ts'
import { type Cas, type CasValue, isRef, type Structure } from './cas.ts'

/** A CAS as XMI 1.0. Its types stand in another file. */
export function writeXmi(cas: Cas): string {
  const prefixes = new Map([['uima.cas', 'cas']])
  const structures = [...cas.structures.values()].map((each) => structureElement(each, prefixes))
  const sofas = cas.views.flatMap(({ name, sofa, text }, index) =>
    sofa === null
      ? []
      : element('cas:Sofa', {
          'xmi:id': sofa,
          sofaNum: index + 1,
          sofaID: name,
          mimeType: 'text/plain',
          sofaString: text,
        }),
  )
  const views = cas.views.map(({ sofa, members }) =>
    element('cas:View', { sofa, members: members.join(' ') }),
  )
  const lines = ['<cas:NULL xmi:id="0"/>', ...structures, ...sofas, ...views]
  const spaces = [...prefixes].map(([space, prefix]) => [`xmlns:${prefix}`, ecoreOf(space)])
  const attributes = {
    'xmlns:xmi': 'http://www.omg.org/XMI',
    ...Object.fromEntries(spaces),
    'xmi:version': '2.0',
  }
  const content = element('xmi:XMI', attributes, `\n${lines.join('\n')}\n`)
  return `${xmlDeclaration(content)}${content}\n`
}

function ecoreOf(packageName: string): string {
  return `http:///${packageName.replace(/\./g, '/')}.ecore`
}

/** Lists of texts are elements of their own inside; everything else is an attribute. */
function structureElement(
  { id, type, features }: Structure,
  prefixes: Map<string, string>,
): string {
  const attributes: Record<string, string | number | boolean> = { 'xmi:id': id }
  const texts: string[] = []
  for (const [name, value] of features) {
    if (isListOfTexts(value)) texts.push(...value.map((text) => element(name, {}, escaped(text))))
    else attributes[name] = attributeOf(value)
  }
  return element(qualifiedName(type, prefixes), attributes, texts.join(''))
}

function isListOfTexts(value: CasValue): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function attributeOf(value: CasValue): string | number | boolean {
  if (isRef(value)) return value.ref
  if (typeof value !== 'object') return value
  return value.map((each) => (isRef(each) ? each.ref : each)).join(' ')
}

function qualifiedName(type: string, prefixes: Map<string, string>): string {
  const at = type.lastIndexOf('.')
  const packageName = type.slice(0, at)
  const prefix = prefixes.get(packageName) ?? newPrefix(packageName, new Set(prefixes.values()))
  prefixes.set(packageName, prefix)
  return `${prefix}:${type.slice(at + 1)}`
}

function newPrefix(packageName: string, taken: ReadonlySet<string>): string {
  const plain = packageName.slice(packageName.lastIndexOf('.') + 1)
  let prefix = plain
  for (let number = 2; taken.has(prefix) || prefix === 'xmi'; number += 1)
    prefix = `${plain}${number}`
  return prefix
}
