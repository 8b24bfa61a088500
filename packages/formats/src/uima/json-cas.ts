import { ok, type Result, refuse } from '@parallax/domain'
import { fieldsOf, parseJson, textOf } from '../json/read-json.ts'
import {
  type Cas,
  type CasFeature,
  type CasType,
  type CasValue,
  type CasView,
  isRef,
  type Structure,
  sofaType,
} from './cas.ts'

/**
 * A CAS as UIMA CAS JSON 0.4: types, feature structures, views, one structure a line. Arrays are
 * structures of their own behind all others; a reference stands under `@` and the feature's name.
 */
export function writeJsonCas(cas: Cas): string {
  const structures = [...sofasOf(cas), ...withArrays(cas)]
  const types = cas.types.map((type) => `${JSON.stringify(type.name)}:${jsonOfType(type)}`)
  const views = cas.views.map(({ name, sofa, members }) => {
    const view = JSON.stringify({ '%SOFA': sofa, '%MEMBERS': members })
    return `${JSON.stringify(name)}:${view}`
  })
  return [
    '{"%TYPES":{',
    types.join(',\n'),
    '},\n"%FEATURE_STRUCTURES":[',
    structures.map((structure) => JSON.stringify(structure)).join(',\n'),
    '],\n"%VIEWS":{',
    views.join(',\n'),
    '}}\n',
  ].join('\n')
}

type JsonStructure = Readonly<Record<string, unknown>>

function jsonOfType({ name, supertype, features }: CasType): string {
  const said = features.map((feature) => [feature.name, jsonOfFeature(feature)])
  return JSON.stringify({
    '%NAME': name,
    '%SUPER_TYPE': supertype,
    ...Object.fromEntries(said),
  })
}

function jsonOfFeature({ name, range, element }: CasFeature): JsonStructure {
  return { '%NAME': name, '%RANGE': range, ...(element ? { '%ELEMENT_TYPE': element } : {}) }
}

function sofasOf({ views }: Cas): readonly JsonStructure[] {
  return views.map(({ name, sofa, text }, index) => ({
    '%ID': sofa,
    '%TYPE': sofaType,
    sofaNum: index + 1,
    sofaID: name,
    mimeType: 'text/plain',
    ...(text === null ? {} : { sofaString: text }),
  }))
}

/** Structures and, behind them, the arrays that stand in their features. */
function withArrays({ structures }: Cas): readonly JsonStructure[] {
  const arrays: JsonStructure[] = []
  let lastId = [...structures.keys()].reduce((most, id) => Math.max(most, id), 0)
  const addArray = (elements: CasValue & readonly unknown[]): number => {
    lastId += 1
    arrays.push(jsonOfArray(lastId, elements))
    return lastId
  }
  const others = [...structures.values()].map(({ id, type, features }) => {
    const said = [...features].map(([name, value]) => {
      if (isRef(value)) return [`@${name}`, value.ref]
      return isList(value) ? [`@${name}`, addArray(value)] : [name, value]
    })
    return { '%ID': id, '%TYPE': type, ...Object.fromEntries(said) }
  })
  return [...others, ...arrays]
}

function jsonOfArray(id: number, elements: readonly unknown[]): JsonStructure {
  const type = elements.every((element) => typeof element === 'string')
    ? 'uima.cas.StringArray'
    : 'uima.cas.FSArray'
  const told = elements.map((element) => (isRef(element) ? element.ref : element))
  return { '%ID': id, '%TYPE': type, '%ELEMENTS': told }
}

function isList(value: CasValue): value is Extract<CasValue, readonly unknown[]> {
  return Array.isArray(value)
}

/** A CAS from its JSON, or what is wrong with it in words. */
export function readJsonCas(text: string): Result<Cas, string> {
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  const root = fieldsOf(parsed.value)
  if (!root || !sections.some((section) => root.has(section)))
    return refuse('It is no UIMA CAS: it has no "%FEATURE_STRUCTURES".')
  const structures = readStructures(root.get('%FEATURE_STRUCTURES') ?? [])
  if (!structures.ok) return structures
  return ok({
    types: readTypes(root.get('%TYPES')),
    structures: structures.value,
    views: readViews(root.get('%VIEWS'), structures.value),
  })
}

const sections = ['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS'] as const

function readTypes(given: unknown): readonly CasType[] {
  return [...(fieldsOf(given) ?? [])].flatMap(([name, type]) => {
    const fields = fieldsOf(type)
    if (!fields) return []
    const features = [...fields].flatMap(([feature, said]): CasFeature[] => {
      if (feature.startsWith('%')) return []
      const range = textOf(fieldsOf(said)?.get('%RANGE')) ?? ''
      return [{ name: feature, range }]
    })
    return [{ name, supertype: textOf(fields.get('%SUPER_TYPE')) ?? '', features }]
  })
}

/** Structures stand in a list, or in an object by their ids. */
function readStructures(given: unknown): Result<Map<number, Structure>, string> {
  const listed: readonly (readonly [unknown, unknown])[] = Array.isArray(given)
    ? given.map((each) => [fieldsOf(each)?.get('%ID'), each])
    : [...(fieldsOf(given) ?? [])].map(([id, each]) => [Number(id), each])
  const structures = new Map<number, Structure>()
  for (const [index, [id, each]] of listed.entries()) {
    const fields = fieldsOf(each)
    const type = textOf(fields?.get('%TYPE'))
    if (!fields || type === undefined)
      return refuse(`Its feature structure number ${index + 1} has no "%TYPE".`)
    if (typeof id !== 'number' || !Number.isInteger(id))
      return refuse(`Its feature structure number ${index + 1} has no whole number as "%ID".`)
    if (structures.has(id)) return refuse(`It has two feature structures with the "%ID" ${id}.`)
    structures.set(id, { id, type, features: readFeatures(fields, type) })
  }
  return ok(structures)
}

function readFeatures(
  fields: ReadonlyMap<string, unknown>,
  type: string,
): ReadonlyMap<string, CasValue> {
  const features = new Map<string, CasValue>()
  for (const [key, given] of fields) {
    const read = key === '%ELEMENTS' ? readElements(given, type) : readFeature(key, given)
    if (read !== undefined) features.set(key.replace(/^[@#^]|^%ELEMENTS$/, elementsName), read)
  }
  return features
}

function elementsName(found: string): string {
  return found === '%ELEMENTS' ? 'elements' : ''
}

function readFeature(key: string, given: unknown): CasValue | undefined {
  if (key.startsWith('%')) return undefined
  if (key.startsWith('@')) return typeof given === 'number' ? { ref: given } : undefined
  const isPlain =
    typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
  return isPlain ? given : undefined
}

function readElements(given: unknown, type: string): CasValue | undefined {
  if (!Array.isArray(given)) return textOf(given)
  const isOfNumbers = /^uima\.cas\.(Integer|Short|Long|Double|Float|Byte)(Array|\[\])$/.test(type)
  return given.map((element) => {
    if (typeof element === 'number') return isOfNumbers ? element : { ref: element }
    return typeof element === 'string' || typeof element === 'boolean' ? element : null
  })
}

function readViews(given: unknown, structures: ReadonlyMap<number, Structure>): readonly CasView[] {
  const named = [...(fieldsOf(given) ?? [])].map(([name, view]) => {
    const fields = fieldsOf(view)
    const members = fields?.get('%MEMBERS')
    const sofa = fields?.get('%SOFA')
    return {
      name,
      sofa: typeof sofa === 'number' ? sofa : null,
      members: Array.isArray(members) ? members.filter((each) => typeof each === 'number') : [],
    }
  })
  const seen = new Set(named.map(({ sofa }) => sofa))
  const unnamed = [...structures.values()]
    .filter(({ id, type }) => type === sofaType && !seen.has(id))
    .map(({ id, features }) => ({ name: `${features.get('sofaID')}`, sofa: id, members: [] }))
  return [...named, ...unnamed].map((view) => ({
    ...view,
    text: textOfSofa(view.sofa, structures),
  }))
}

function textOfSofa(
  sofa: number | null,
  structures: ReadonlyMap<number, Structure>,
): string | null {
  const structure = sofa === null ? undefined : structures.get(sofa)
  const text = structure?.type === sofaType ? structure.features.get('sofaString') : undefined
  return typeof text === 'string' ? text : null
}
