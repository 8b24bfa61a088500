import { annotatableKind } from './annotatable.ts'
import { attributeKind } from './attribute.ts'
import { claimKind } from './claim.ts'
import { commentKind } from './comment.ts'
import { documentKind } from './document.ts'
import { documentLabelKind } from './document-label.ts'
import { documentSetKind } from './document-set.ts'
import { entityKind } from './entity.ts'
import { guidelineKind } from './guideline.ts'
import { labelKind } from './label.ts'
import { labelSetKind } from './label-set.ts'
import { layerKind } from './layer.ts'
import { mentionKind } from './mention.ts'
import { propositionKind } from './proposition.ts'
import { propositionLinkKind } from './proposition-link.ts'
import { relationKind } from './relation.ts'
import { scaleKind } from './scale.ts'
import { stanceKind } from './stance.ts'
import { versionKind } from './version.ts'

/** The five kinds of layer record: what people say of a text. */
export const layerRecordKinds = {
  mention: mentionKind,
  claim: claimKind,
  stance: stanceKind,
  relation: relationKind,
  documentLabel: documentLabelKind,
} as const

/** Kinds of the codebook's stream that a person edits; versions are made by publishing. */
export const codebookRecordKinds = {
  labelSet: labelSetKind,
  label: labelKind,
  attribute: attributeKind,
  guideline: guidelineKind,
  scale: scaleKind,
  annotatable: annotatableKind,
} as const

/** Every kind of record. To add one: write its file here, list it here, follow the compiler. */
export const recordKinds = {
  document: documentKind,
  layer: layerKind,
  ...layerRecordKinds,
  comment: commentKind,
  entity: entityKind,
  proposition: propositionKind,
  propositionLink: propositionLinkKind,
  set: documentSetKind,
  ...codebookRecordKinds,
  version: versionKind,
} as const

export type RecordKind = keyof typeof recordKinds
export type LayerRecordKind = keyof typeof layerRecordKinds
export type CodebookRecordKind = keyof typeof codebookRecordKinds
