import { fieldsOf, listOf } from '../json/read-json.ts'
import { annotationContext } from './terms.ts'

type Fields = ReadonlyMap<string, unknown>

/** Why this is no annotation as the model wants one, in words; `undefined` for a good one. */
export function faultOf(annotation: Fields): string | undefined {
  return (
    faultOfContext(annotation.get('@context')) ??
    faultOfIri('id', annotation.get('id')) ??
    faultOfAgents(annotation) ??
    faultOfTimes(annotation) ??
    (annotation.get('target') === undefined ? 'It has no "target".' : undefined) ??
    firstFault(listOf(annotation.get('target')), faultOfResource) ??
    firstFault(listOf(annotation.get('body')), faultOfResource)
  )
}

function firstFault(
  values: readonly unknown[],
  faultOfOne: (value: unknown) => string | undefined,
): string | undefined {
  for (const value of values) {
    const fault = faultOfOne(value)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** A context may be left out where the page or collection around it has one. */
function faultOfContext(context: unknown): string | undefined {
  const isRight = context === undefined || listOf(context).some(isAnnotationContext)
  return isRight ? undefined : `Its "@context" is not ${annotationContext}.`
}

function isAnnotationContext(context: unknown): boolean {
  return typeof context === 'string' && context.replace(/^https:/, 'http:') === annotationContext
}

function faultOfIri(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined
  const isIri = typeof value === 'string' && value !== '' && !/[\s<>"{}|\\^`]/.test(value)
  return isIri ? undefined : `Its "${name}" is not an IRI.`
}

function faultOfAgents(annotation: Fields): string | undefined {
  return firstFault(['creator', 'generator'], (name) =>
    listOf(annotation.get(String(name))).every(isResource)
      ? undefined
      : `Its "${name}" is neither an IRI nor an object.`,
  )
}

function isResource(value: unknown): boolean {
  return typeof value === 'string' || fieldsOf(value) !== undefined
}

function faultOfTimes(annotation: Fields): string | undefined {
  return firstFault(['created', 'modified', 'generated'], (name) => {
    const value = annotation.get(String(name))
    const isTime = typeof value === 'string' && /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d|Z)/.test(value)
    return value === undefined || isTime ? undefined : `Its "${name}" is not one point in time.`
  })
}

/** The sets of resources that have items. */
const sets: readonly unknown[] = ['Choice', 'List', 'Composite', 'Independents']
const mostNesting = 8

function faultOfResource(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return undefined
  const fields = fieldsOf(value)
  if (!fields) return 'A body or target is neither an IRI nor an object.'
  const types = listOf(fields.get('type'))
  const items = fields.get('items')
  const setCount = types.filter((type) => sets.includes(type)).length
  if (setCount > 1) return 'A body or target is of two types that have items.'
  if (items !== undefined && setCount === 0) return 'A body or target has items and no type of set.'
  if (depth > mostNesting) return 'Its bodies or targets are nested too deep.'
  return (
    faultOfText(fields, types) ??
    firstFault(listOf(fields.get('selector')), faultOfSelector) ??
    firstFault(listOf(items), (item) => faultOfResource(item, depth + 1))
  )
}

function faultOfText(fields: Fields, types: readonly unknown[]): string | undefined {
  if (types.includes('TextualBody') && typeof fields.get('value') !== 'string')
    return 'A TextualBody has not one "value".'
  const languages = listOf(fields.get('language'))
  return languages.every((language) => typeof language === 'string')
    ? undefined
    : 'A "language" is not a word.'
}

function faultOfSelector(value: unknown): string | undefined {
  if (typeof value === 'string') return undefined
  const selector = fieldsOf(value)
  if (!selector) return 'A selector is neither an IRI nor an object.'
  if (selector.get('type') !== 'FragmentSelector') return undefined
  if (typeof selector.get('value') !== 'string') return 'A FragmentSelector has not one "value".'
  const isOne = listOf(selector.get('conformsTo')).length <= 1
  return isOne ? undefined : 'A FragmentSelector conforms to more than one thing.'
}
