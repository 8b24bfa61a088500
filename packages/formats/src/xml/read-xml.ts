import { ok, type Result, refuse } from '@parallax/domain'
import { SaxesParser, type SaxesTagNS } from 'saxes'

/** One element that begins. Namespaces are resolved; attributes that declare them are left out. */
export type XmlElement = {
  /** Without its prefix. */
  readonly name: string
  /** Of its namespace; empty for none. */
  readonly uri: string
  /** Values by name. Those with a namespace of their own have it before them: `uri name`. */
  readonly attributes: ReadonlyMap<string, string>
}

export type XmlListener = {
  readonly open: (element: XmlElement, depth: number) => void
  /** Text and CDATA, in pieces as they come. */
  readonly text?: (text: string) => void
  readonly close: (name: string, depth: number) => void
}

/** What is wrong, and in which line, from 1. */
export type XmlProblem = { readonly line: number; readonly message: string }

/** Elements inside each other beyond this are refused. */
const mostDepth = 200

const declarations = 'http://www.w3.org/2000/xmlns/'

/** Reads XML as it arrives and tells of its elements: `XmlReader` over all pieces. */
export async function readXml(
  pieces: AsyncIterable<string>,
  listener: XmlListener,
): Promise<Result<null, XmlProblem>> {
  const reader = new XmlReader(listener)
  for await (const piece of pieces) {
    const read = reader.write(piece)
    if (!read.ok) return read
  }
  return reader.close()
}

/**
 * Is fed XML piece by piece and tells of its elements. The first thing that is wrong ends it. There
 * are no document types and so no entities but the five of XML: nothing grows, nothing is fetched.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true })
  #depth = 0

  constructor(listener: XmlListener) {
    this.#parser.on('error', ({ message }) => stop(message.replace(/^\d+:\d+: /, '')))
    this.#parser.on('doctype', () => stop('It has a document type (DOCTYPE), which is not read.'))
    this.#parser.on('opentag', (tag) => this.#open(tag, listener))
    if (listener.text) {
      this.#parser.on('text', listener.text)
      this.#parser.on('cdata', listener.text)
    }
    this.#parser.on('closetag', ({ local }) => {
      listener.close(local, this.#depth)
      this.#depth -= 1
    })
  }

  write(piece: string): Result<null, XmlProblem> {
    return this.#tried(() => this.#parser.write(piece))
  }

  /** What is left open is a problem. */
  close(): Result<null, XmlProblem> {
    return this.#tried(() => this.#parser.close())
  }

  #open({ local, uri, attributes }: SaxesTagNS, listener: XmlListener): void {
    this.#depth += 1
    if (this.#depth > mostDepth) stop(`Its elements are nested more than ${mostDepth} levels deep.`)
    const given = Object.values(attributes)
      .filter((each) => each.uri !== declarations)
      .map(
        ({ uri: of, local: name, value }) => [of === '' ? name : `${of} ${name}`, value] as const,
      )
    listener.open({ name: local, uri, attributes: new Map(given) }, this.#depth)
  }

  #tried(work: () => unknown): Result<null, XmlProblem> {
    try {
      work()
      return ok(null)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      const message = `It is not XML that can be read: ${error.message}`
      return refuse({ line: this.#parser.line, message })
    }
  }
}

function stop(message: string): never {
  throw new Stop(message)
}

/** Ends the reading from within the parser. */
class Stop extends Error {}
