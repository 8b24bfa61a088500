import { escapeXml } from '../xml/escape-xml.ts'
import type { Edge, Network, Node } from './network.ts'

/** A network as GraphML: attributes are declared before they are used, each with its type. */
export function graphmlOf({ id, title, isDirected, nodes, edges }: Network): string {
  const numbers = Object.keys(edges[0]?.numbers ?? {})
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    `  <desc>${escapeXml(title)}</desc>`,
    ...['label', 'kind', 'type'].map((name) => key('node', name, 'string')),
    key('node', 'statements', 'int'),
    key('edge', 'weight', 'double'),
    ...numbers.map((name) => key('edge', name, 'double')),
    `  <graph id="${id}" edgedefault="${isDirected ? 'directed' : 'undirected'}">`,
    ...nodes.map(nodeOf),
    ...edges.map(edgeOf),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}

function key(of: 'node' | 'edge', name: string, type: 'string' | 'int' | 'double'): string {
  return `  <key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`
}

function data(of: 'node' | 'edge', values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<data key="${of}-${name}">${escapeXml(String(value))}</data>`)
    .join('')
}

function nodeOf({ id, label, kind, type, statements }: Node): string {
  return `    <node id="${escapeXml(id)}">${data('node', { label, kind, type, statements })}</node>`
}

function edgeOf({ source, target, weight, numbers }: Edge, index: number): string {
  const ends = `source="${escapeXml(source)}" target="${escapeXml(target)}"`
  return `    <edge id="e${index + 1}" ${ends}>${data('edge', { weight, ...numbers })}</edge>`
}
