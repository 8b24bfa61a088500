import { ok, type Result, refuse } from '@parallax/domain'
import { SaxesParser } from 'saxes'

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

/**
 * Reads XML as it arrives and tells of its elements. The first thing that is wrong ends it. There are
 * no document types and so no entities but the five of XML: nothing grows, nothing is fetched.
 */
export async function readXml(
  pieces: AsyncIterable<string>,
  listener: XmlListener,
): Promise<Result<null, XmlProblem>> {
  const parser = new SaxesParser({ xmlns: true })
  let depth = 0
  const stop = (message: string) => {
    throw new Stop(message)
  }
  parser.on('error', ({ message }) => stop(message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => stop('It has a document type (DOCTYPE), which is not read.'))
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1
    if (depth > mostDepth) stop(`Its elements are nested more than ${mostDepth} levels deep.`)
    const told = Object.values(attributes).filter((each) => each.uri !== declarations)
    const entries = told.map(({ uri: of, local: name, value }) => [
      of === '' ? name : `${of} ${name}`,
      value,
    ])
    // Each entry is a name and a value.
    const given = new Map(entries as [string, string][])
    listener.open({ name: local, uri, attributes: given }, depth)
  })
  if (listener.text) {
    parser.on('text', listener.text)
    parser.on('cdata', listener.text)
  }
  parser.on('closetag', ({ local }) => {
    listener.close(local, depth)
    depth -= 1
  })
  try {
    for await (const piece of pieces) parser.write(piece)
    parser.close()
    return ok(null)
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return refuse({
      line: parser.line,
      message: `It is not XML that can be read: ${error.message}`,
    })
  }
}

/** Ends the reading from within the parser. */
class Stop extends Error {}
