import { ok, type Result, refuse } from '@parallax/domain'
import { readXml, type XmlElement, type XmlProblem } from '../xml/read-xml.ts'
import {
  type Cas,
  type CasFeature,
  type CasType,
  type CasValue,
  type CasView,
  initialView,
  type Structure,
  sofaType,
} from './cas.ts'

const xmi = 'http://www.omg.org/XMI'

/**
 * A CAS from XMI as it arrives. What a feature is – words, a number, a reference – the types say;
 * for those that are not declared, names that always lead somewhere are references and the rest words.
 */
export async function readXmi(
  pieces: AsyncIterable<string>,
  types: readonly CasType[],
): Promise<Result<Cas, XmlProblem>> {
  const reader = new XmiReader(types)
  const read = await readXml(pieces, reader)
  if (!read.ok) return read
  return reader.isXmi ? ok(reader.cas()) : refuse({ line: 1, message: 'It is no XMI.' })
}

type Draft = { readonly id: number; readonly type: string; readonly said: Map<string, Said> }
/** A feature as it stands: an attribute, or elements of its name inside. */
type Said = string | string[]

class XmiReader {
  isXmi = false
  readonly #features: FeatureTable
  readonly #types: readonly CasType[]
  readonly #structures = new Map<number, Structure>()
  readonly #views: Omit<CasView, 'name' | 'text'>[] = []
  #draft: Draft | undefined
  #text = ''

  constructor(types: readonly CasType[]) {
    this.#types = types
    this.#features = new FeatureTable(types)
  }

  open = ({ name, uri, attributes }: XmlElement, depth: number): void => {
    if (depth === 1) this.isXmi = name === 'XMI' && uri.startsWith(xmi)
    if (depth === 2) this.#begin(typeOf(name, uri), attributes)
    this.#text = ''
  }

  text = (piece: string): void => {
    this.#text += piece
  }

  close = (name: string, depth: number): void => {
    if (depth === 2) this.#end()
    if (depth !== 3 || !this.#draft) return
    const { said } = this.#draft
    const texts = said.get(name)
    if (Array.isArray(texts)) texts.push(this.#text)
    else said.set(name, [this.#text])
  }

  cas(): Cas {
    const seen = new Set(this.#views.map(({ sofa }) => sofa))
    const sofas = [...this.#structures.values()].filter(({ type }) => type === sofaType)
    const others = sofas.filter(({ id }) => !seen.has(id))
    const views = [...this.#views, ...others.map(({ id }) => ({ sofa: id, members: [] }))]
    return {
      types: this.#types,
      structures: this.#structures,
      views: views.map((view) => this.#named(view)),
    }
  }

  #named(view: Omit<CasView, 'name' | 'text'>): CasView {
    const features = view.sofa === null ? undefined : this.#structures.get(view.sofa)?.features
    const [name, text] = [features?.get('sofaID'), features?.get('sofaString')]
    return {
      ...view,
      name: typeof name === 'string' ? name : initialView,
      text: typeof text === 'string' ? text : null,
    }
  }

  #begin(type: string, attributes: XmlElement['attributes']): void {
    const id = Number(attributes.get(`${xmi} id`))
    const said = new Map<string, Said>([...attributes].filter(([name]) => !name.includes(' ')))
    this.#draft = { id, type, said }
    if (type !== 'uima.cas.View') return
    const sofa = attributes.get('sofa')
    const members = idsIn(attributes.get('members') ?? '')
    this.#views.push({ sofa: sofa === undefined ? null : Number(sofa), members })
  }

  #end(): void {
    const draft = this.#draft
    this.#draft = undefined
    if (!draft || !Number.isInteger(draft.id) || draft.type === 'uima.cas.NULL') return
    const { id, type, said } = draft
    const features = [...said].map(
      ([name, value]) => [name, featureValue(value, this.#features.of(type, name))] as const,
    )
    this.#structures.set(id, { id, type, features: new Map(features) })
  }
}

function typeOf(name: string, uri: string): string {
  const packageName = /^http:\/\/\/(.*)\.ecore$/.exec(uri)?.[1]?.replace(/\//g, '.') ?? ''
  return packageName === '' || packageName === 'uima.noNamespace' ? name : `${packageName}.${name}`
}

/** What features of types are, inherited ones too. */
class FeatureTable {
  readonly #types: ReadonlyMap<string, CasType>
  readonly #found = new Map<string, CasFeature | undefined>()

  constructor(types: readonly CasType[]) {
    this.#types = new Map(types.map((type) => [type.name, type]))
  }

  of(type: string, name: string): CasFeature | undefined {
    const known = builtIn(type, name)
    if (known) return known
    const key = `${type} ${name}`
    if (!this.#found.has(key)) this.#found.set(key, this.#search(type, name))
    return this.#found.get(key) ?? guessed(name)
  }

  #search(type: string, name: string): CasFeature | undefined {
    const seen = new Set<string>()
    for (
      let at = this.#types.get(type);
      at && !seen.has(at.name);
      at = this.#types.get(at.supertype)
    ) {
      seen.add(at.name)
      const found = at.features.find((feature) => feature.name === name)
      if (found) return found
    }
    return undefined
  }
}

/** Features that every CAS has. */
function builtIn(type: string, name: string): CasFeature | undefined {
  const is = (range: string) => ({ name, range: `uima.cas.${range}` })
  if (type === sofaType) return is(name === 'sofaNum' ? 'Integer' : 'String')
  if (name === 'sofa') return is('TOP')
  if (name === 'begin' || name === 'end') return is('Integer')
  if (type.startsWith('uima.cas.') && name === 'elements') return { name, range: type }
  const isList = /^uima\.cas\.NonEmpty(\w+)List$/.exec(type)
  if (!isList) return undefined
  if (name === 'tail') return is('TOP')
  return is(isList[1] === 'FS' ? 'TOP' : (isList[1] ?? 'String'))
}

function guessed(name: string): CasFeature | undefined {
  const leads = ['Governor', 'Dependent', 'first', 'next', 'target'].includes(name)
  return leads ? { name, range: 'uima.cas.TOP' } : undefined
}

const plain: Readonly<Record<string, (said: string) => CasValue>> = {
  String: (said) => said,
  Boolean: (said) => said === 'true' || said === '1',
  Integer: Number,
  Short: Number,
  Byte: Number,
  Long: Number,
  Float: Number,
  Double: Number,
}

function featureValue(said: Said, feature: CasFeature | undefined): CasValue {
  if (typeof said !== 'string') return said
  const range = /^uima\.cas\.(\w+)$/.exec(feature?.range ?? 'uima.cas.String')?.[1] ?? ''
  const read = plain[range]
  if (read) return read(said)
  if (feature?.isShared && feature.range !== 'uima.cas.TOP') return refOf(said)
  const elements = /^(\w+)(?:Array|List)$/.exec(range)?.[1]
  if (elements === undefined) return refOf(said)
  const ids = elements === 'FS' ? idsIn(said) : []
  if (elements === 'FS') return ids.map((ref) => (ref === 0 ? null : { ref }))
  if (elements === 'Byte') return said
  const words = said.split(/\s+/).filter((word) => word !== '')
  return words.flatMap((word) => {
    const value = plain[elements]?.(word)
    return value === undefined || typeof value === 'object' ? [] : [value]
  })
}

function refOf(said: string): CasValue {
  return /^\d+$/.test(said) ? { ref: Number(said) } : said
}

function idsIn(said: string): readonly number[] {
  return (said.match(/\d+/g) ?? []).map(Number)
}
