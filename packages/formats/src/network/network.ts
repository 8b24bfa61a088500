/** A network as programs for networks have it: who says or thinks what, counted. */
export type Network = {
  /** A name for its file. */
  readonly id: string
  readonly title: string
  readonly isDirected: boolean
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

export type Node = {
  /** A token of XML: see `nodeId`. */
  readonly id: string
  readonly label: string
  readonly kind: 'entity' | 'proposition' | 'topic'
  /** The entity type; empty for others. */
  readonly type: string
  /** How many statements it takes part in. */
  readonly statements: number
}

/** Numbers of an edge, by name: the same names for every edge of a network. */
export type Edge = {
  readonly source: string
  readonly target: string
  readonly weight: number
  readonly numbers: Readonly<Record<string, number>>
}
