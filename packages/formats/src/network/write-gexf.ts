import { escapeXml } from '../xml/escape-xml.ts'
import type { Edge, Network, Node } from './network.ts'

/** A network as GEXF 1.3, for Gephi. */
export function gexfOf({ title, isDirected, nodes, edges }: Network): string {
  const numbers = Object.keys(edges[0]?.numbers ?? {})
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
    '  <meta>',
    '    <creator>Parallax</creator>',
    `    <description>${escapeXml(title)}</description>`,
    '  </meta>',
    `  <graph mode="static" defaultedgetype="${isDirected ? 'directed' : 'undirected'}">`,
    ...attributes('node', [
      ['kind', 'string'],
      ['type', 'string'],
      ['statements', 'integer'],
    ]),
    ...attributes(
      'edge',
      numbers.map((name) => [name, 'double'] as const),
    ),
    '    <nodes>',
    ...nodes.map(nodeOf),
    '    </nodes>',
    '    <edges>',
    ...edges.map(edgeOf),
    '    </edges>',
    '  </graph>',
    '</gexf>',
    '',
  ].join('\n')
}

function attributes(
  of: 'node' | 'edge',
  names: readonly (readonly [string, string])[],
): readonly string[] {
  if (names.length === 0) return []
  const all = names.map(
    ([name, type]) => `      <attribute id="${name}" title="${name}" type="${type}"/>`,
  )
  return [`    <attributes class="${of}">`, ...all, '    </attributes>']
}

function values(said: Readonly<Record<string, string | number>>): string {
  const all = Object.entries(said).map(
    ([name, value]) => `<attvalue for="${name}" value="${escapeXml(String(value))}"/>`,
  )
  return `<attvalues>${all.join('')}</attvalues>`
}

function nodeOf({ id, label, kind, type, statements }: Node): string {
  const own = values({ kind, type, statements })
  return `      <node id="${escapeXml(id)}" label="${escapeXml(label)}">${own}</node>`
}

function edgeOf({ source, target, weight, numbers }: Edge, index: number): string {
  const ends = `source="${escapeXml(source)}" target="${escapeXml(target)}"`
  return `      <edge id="e${index + 1}" ${ends} weight="${weight}">${values(numbers)}</edge>`
}
