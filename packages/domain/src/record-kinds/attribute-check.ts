import { codebookFor } from '../checks.ts'
import type { CodebookAttribute } from '../codebook.ts'
import type { Refusal } from '../refusal.ts'
import type { CheckSurroundings } from './kind-definition.ts'

/** Why attribute values do not fit their definitions (invariant 33), or `undefined`. */
export function checkAttributes(
  attrs: Readonly<Record<string, unknown>>,
  kind: CodebookAttribute['on'],
  surroundings: CheckSurroundings,
): Refusal | undefined {
  const codebook = codebookFor(surroundings)
  if (!codebook) return undefined
  const misfit = Object.entries(attrs).find(([id, value]) => {
    const attribute = codebook.attributes.get(id)
    return !attribute || attribute.on !== kind || !fits(value, attribute, codebook.labels)
  })
  return misfit ? { code: 'attribute-mismatch', attribute: misfit[0] } : undefined
}

function fits(
  value: unknown,
  { value: wanted }: CodebookAttribute,
  labels: ReadonlyMap<string, { readonly labelSet: string }>,
): boolean {
  switch (wanted.kind) {
    case 'flag':
      return typeof value === 'boolean'
    case 'number':
      return typeof value === 'number' && value >= wanted.min && value <= wanted.max
    case 'text':
      return typeof value === 'string'
    case 'label':
      return (
        Array.isArray(value) && value.every((id) => labels.get(id)?.labelSet === wanted.labelSet)
      )
  }
}
