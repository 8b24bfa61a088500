/**
 * A text with what no XML can say – half characters and three that are none – replaced, sign by sign:
 * its length stays.
 */
export function sayable(text: string): string {
  if (!text.includes('\0') && !suspicious.test(text)) return text
  return text.replaceAll('\0', '\ufffd').replace(/[\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
}

/** Half a character, which most often has its other half. */
const suspicious = /[\ud800-\udfff\ufffe\uffff]/

/** The first line of a file with this content: 1.1 where a sign needs it. */
export function xmlDeclaration(content: string): string {
  const version = /&#x(?:[1-8]|[bcBC]|[ef]|1[0-9a-f]);/.test(content) ? '1.1' : '1.0'
  return `<?xml version="${version}" encoding="UTF-8"?>\n`
}

/** A text as it stands between tags or in quotation marks. */
export function escaped(text: string): string {
  return sayable(text).replace(marked, (sign) => {
    const name = names[sign]
    return name ? `&${name};` : `&#x${sign.charCodeAt(0).toString(16)};`
  })
}

const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }
/** What ends something, and what parsers turn into other white space where it stands as it is. */
const marked = /[&<>"\u2028]|\p{Cc}/gu

/** Attributes by name, in their order; without those that say nothing. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | null | undefined>>

/** An element; `children` is XML, and nothing for an empty one. */
export function element(name: string, attributes: XmlAttributes, children = ''): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([attribute, value]) => ` ${attribute}="${escaped(`${value}`)}"`)
  const tag = `${name}${told.join('')}`
  return children === '' ? `<${tag}/>` : `<${tag}>${children}</${name}>`
}
