import type { SchemaElement } from 'hyparquet'

/** What stands in a column: every value may be absent. */
export type Shape =
  | 'string'
  | 'int32'
  | 'bool'
  | { readonly list: Shape }
  | { readonly struct: Columns }
export type Columns = Readonly<Record<string, Shape>>

/** The columns as the schema of a parquet file has them, depth first. */
export function schemaOf(columns: Columns): SchemaElement[] {
  const inside = Object.entries(columns)
  return [{ name: 'schema', num_children: inside.length }, ...inside.flatMap(elementsOf)]
}

const repetition_type = 'OPTIONAL'

function elementsOf([name, shape]: readonly [string, Shape]): SchemaElement[] {
  if (shape === 'int32') return [{ name, type: 'INT32', repetition_type }]
  if (shape === 'bool') return [{ name, type: 'BOOLEAN', repetition_type }]
  if (shape === 'string') return [textElement(name)]
  if ('struct' in shape) {
    const inside = Object.entries(shape.struct)
    return [{ name, repetition_type, num_children: inside.length }, ...inside.flatMap(elementsOf)]
  }
  return [
    {
      name,
      repetition_type,
      num_children: 1,
      converted_type: 'LIST',
      logical_type: { type: 'LIST' },
    },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf(['element', shape.list]),
  ]
}

function textElement(name: string): SchemaElement {
  const logical_type = { type: 'STRING' } as const
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type, repetition_type }
}
