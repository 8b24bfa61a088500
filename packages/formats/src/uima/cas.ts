/**
 * A CAS, as UIMA calls what one analysis of one document is: typed structures with features, and
 * views of a text. Both ways to write it as a file – JSON and XMI – read into this and write from it.
 */
export type Cas = {
  readonly types: readonly CasType[]
  readonly structures: ReadonlyMap<number, Structure>
  readonly views: readonly CasView[]
}

export type CasType = {
  readonly name: string
  readonly supertype: string
  readonly features: readonly CasFeature[]
}
export type CasFeature = {
  readonly name: string
  readonly range: string
  /** What the elements of an array are. */
  readonly element?: string
  /** Whether an array in it is a structure of its own also where files may write it in place. */
  readonly isShared?: boolean
}

/** A feature structure. An array is one whose feature `elements` is a list. */
export type Structure = {
  readonly id: number
  readonly type: string
  readonly features: ReadonlyMap<string, CasValue>
}

export type CasValue = CasPlain | CasRef | readonly CasElement[]
export type CasPlain = string | number | boolean
export type CasRef = { readonly ref: number }
type CasElement = CasPlain | CasRef | null

export type CasView = {
  readonly name: string
  /** The id of its sofa, which annotations name; `null` for a view without one. */
  readonly sofa: number | null
  /** `null` for what is no text. */
  readonly text: string | null
  readonly members: readonly number[]
}

/** The name of the view that a CAS has when nobody asks for another. */
export const initialView = '_InitialView'
export const sofaType = 'uima.cas.Sofa'
export const annotationType = 'uima.tcas.Annotation'
export const annotationBaseType = 'uima.cas.AnnotationBase'
export const documentAnnotationType = 'uima.tcas.DocumentAnnotation'
export const topType = 'uima.cas.TOP'

/** Whether a value leads to another structure. */
export function isRef(value: unknown): value is CasRef {
  return typeof value === 'object' && value !== null && 'ref' in value
}

function isList(value: CasValue): value is Extract<CasValue, readonly unknown[]> {
  return Array.isArray(value)
}

/** Reads features of one CAS, with the types that it declares. */
export class CasReader {
  readonly cas: Cas
  readonly #supertypes: ReadonlyMap<string, string>

  constructor(cas: Cas) {
    this.cas = cas
    this.#supertypes = new Map([
      [documentAnnotationType, annotationType],
      [annotationType, annotationBaseType],
      ...cas.types.map(({ name, supertype }) => [name, supertype] as const),
    ])
  }

  /** Whether `type` is `ancestor` or comes from it. */
  isA(type: string, ancestor: string): boolean {
    const seen = new Set<string>()
    for (let at: string | undefined = type; at !== undefined && !seen.has(at); ) {
      if (at === ancestor) return true
      seen.add(at)
      at = this.#supertypes.get(at)
    }
    return false
  }

  text({ features }: Structure, name: string): string | undefined {
    const value = features.get(name)
    return typeof value === 'string' ? value : undefined
  }

  number({ features }: Structure, name: string): number | undefined {
    const value = features.get(name)
    return typeof value === 'number' ? value : undefined
  }

  /** The structure that a feature leads to. */
  to({ features }: Structure, name: string): Structure | undefined {
    const value = features.get(name)
    return isRef(value) ? this.cas.structures.get(value.ref) : undefined
  }

  /** The elements of an array, whether it stands in the feature itself or elsewhere. */
  list(structure: Structure, name: string): readonly CasElement[] {
    const value = structure.features.get(name)
    if (Array.isArray(value)) return value
    const target = this.to(structure, name)
    const elements = target?.features.get('elements')
    return Array.isArray(elements) ? elements : target ? this.#chained(target) : []
  }

  /** The elements of a list that is written as heads and tails. */
  #chained(list: Structure): readonly CasElement[] {
    const seen = new Set<number>()
    const heads: CasElement[] = []
    for (
      let at: Structure | undefined = list;
      at?.type.startsWith('uima.cas.NonEmpty') && !seen.has(at.id);
      at = this.to(at, 'tail')
    ) {
      seen.add(at.id)
      const head = at.features.get('head')
      if (head !== undefined && !isList(head)) heads.push(head)
    }
    return heads
  }

  /** The structures in an array. */
  structures(structure: Structure, name: string): readonly Structure[] {
    return this.list(structure, name).flatMap((element) => {
      const found = isRef(element) ? this.cas.structures.get(element.ref) : undefined
      return found ? [found] : []
    })
  }

  /** The texts in an array. */
  texts(structure: Structure, name: string): readonly string[] {
    return this.list(structure, name).filter((element) => typeof element === 'string')
  }
}

/** Builds a CAS of one view. Ids count from 1; the first is the sofa's. */
export class CasBuilder {
  readonly #structures = new Map<number, Structure>()
  readonly #members: number[] = []
  readonly #text: string | null
  #lastId = sofaId

  constructor(text: string | null) {
    this.#text = text
  }

  /** Adds a structure. What is indexed is found by readers that ask for its type. */
  add(type: string, features: Features, { isIndexed = true } = {}): CasRef {
    this.#lastId += 1
    const id = this.#lastId
    const said = Object.entries(features).filter(([, value]) => !isNothing(value))
    // What says nothing was just taken out.
    this.#structures.set(id, { id, type, features: new Map(said as [string, CasValue][]) })
    if (isIndexed) this.#members.push(id)
    return { ref: id }
  }

  /** Sets a feature afterwards, for structures that lead to each other. */
  set({ ref }: CasRef, name: string, value: CasValue): void {
    const structure = this.#structures.get(ref)
    if (!structure || isNothing(value)) return
    this.#structures.set(ref, {
      ...structure,
      features: new Map([...structure.features, [name, value]]),
    })
  }

  /** Adds something that covers text. */
  annotate(type: string, [begin, end]: readonly [number, number], features: Features): CasRef {
    return this.add(type, { sofa: { ref: sofaId }, begin, end, ...features })
  }

  /** Adds something that belongs to the document as a whole. */
  describe(type: string, features: Features): CasRef {
    return this.add(type, { sofa: { ref: sofaId }, ...features })
  }

  build(types: readonly CasType[]): Cas {
    const view = { name: initialView, sofa: sofaId, text: this.#text, members: this.#members }
    return { types, structures: this.#structures, views: [view] }
  }
}

/** Features by name; what is `null` or an empty list is left out. */
export type Features = Readonly<Record<string, CasValue | null | undefined>>
const sofaId = 1

function isNothing(value: CasValue | null | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}
