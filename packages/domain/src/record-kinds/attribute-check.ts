import { codebookFor } from '../checks.ts'
import type { Codebook, CodebookAttribute } from '../codebook.ts'
import type { RegisterCheck } from './kind-definition.ts'

type WithAttributes = { readonly attrs: Readonly<Record<string, unknown>> }

/** The check of a kind's attribute values against their definitions (invariant 33). */
export function attributeCheck(kind: CodebookAttribute['on']): RegisterCheck<WithAttributes> {
  return ({ attrs }, surroundings, _, entry) => {
    const codebook = codebookFor(surroundings)
    const written = entry === null ? attrs : { [entry]: attrs[entry] }
    const attribute = codebook && misfits(written, kind, codebook)[0]
    return attribute === undefined ? undefined : { code: 'attribute-mismatch', attribute }
  }
}

/** Ids of the attributes whose values the codebook has no place for; a missing value fits. */
export function misfits(
  attrs: WithAttributes['attrs'],
  kind: string,
  codebook: Codebook,
): readonly string[] {
  return Object.keys(attrs).filter((id) => {
    if (attrs[id] === undefined) return false
    const attribute = codebook.attributes.get(id)
    return !attribute || attribute.on !== kind || !fits(attrs[id], attribute, codebook.labels)
  })
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
