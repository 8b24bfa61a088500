import { aliasSet } from './alias-set.ts'
import { batch } from './batch.ts'
import { changeRevert } from './change-revert.ts'
import { codebookCreate } from './codebook-create.ts'
import { codebookDelete } from './codebook-delete.ts'
import { codebookPublish } from './codebook-publish.ts'
import { codebookRestore } from './codebook-restore.ts'
import { codebookSet } from './codebook-set.ts'
import { commentCreate } from './comment-create.ts'
import { commentDelete } from './comment-delete.ts'
import { commentEdit } from './comment-edit.ts'
import { commentResolve } from './comment-resolve.ts'
import { commentRestore } from './comment-restore.ts'
import { documentImport } from './document-import.ts'
import { documentRestore } from './document-restore.ts'
import { documentRetire } from './document-retire.ts'
import { documentSetMeta } from './document-set-meta.ts'
import { documentSetZones } from './document-set-zones.ts'
import { entityCreate } from './entity-create.ts'
import { layerCreate } from './layer-create.ts'
import { layerLock } from './layer-lock.ts'
import { layerReopen } from './layer-reopen.ts'
import { layerSubmit } from './layer-submit.ts'
import { propositionCreate } from './proposition-create.ts'
import { propositionsLink } from './propositions-link.ts'
import { recordSet } from './record-set.ts'
import { recordsCreate } from './records-create.ts'
import { recordsDelete } from './records-delete.ts'
import { recordsRestore } from './records-restore.ts'
import { registryDelete } from './registry-delete.ts'
import { registryMerge } from './registry-merge.ts'
import { registryRestore } from './registry-restore.ts'
import { registrySet } from './registry-set.ts'
import { registryUnmerge } from './registry-unmerge.ts'
import { setCreate } from './set-create.ts'
import { setPut } from './set-put.ts'

/** Every operation. To add one: write its file here, list it here, follow the compiler. */
export const operations = {
  'document.import': documentImport,
  'document.retire': documentRetire,
  'document.restore': documentRestore,
  'document.setZones': documentSetZones,
  'document.setMeta': documentSetMeta,
  'layer.create': layerCreate,
  'layer.submit': layerSubmit,
  'layer.reopen': layerReopen,
  'layer.lock': layerLock,
  'records.create': recordsCreate,
  'record.set': recordSet,
  'records.delete': recordsDelete,
  'records.restore': recordsRestore,
  'comment.create': commentCreate,
  'comment.edit': commentEdit,
  'comment.resolve': commentResolve,
  'comment.delete': commentDelete,
  'comment.restore': commentRestore,
  'entity.create': entityCreate,
  'proposition.create': propositionCreate,
  'registry.set': registrySet,
  'registry.merge': registryMerge,
  'registry.unmerge': registryUnmerge,
  'registry.delete': registryDelete,
  'registry.restore': registryRestore,
  'alias.set': aliasSet,
  'propositions.link': propositionsLink,
  'set.create': setCreate,
  'set.put': setPut,
  'codebook.create': codebookCreate,
  'codebook.set': codebookSet,
  'codebook.delete': codebookDelete,
  'codebook.restore': codebookRestore,
  'codebook.publish': codebookPublish,
  batch,
  'change.revert': changeRevert,
} as const

export type OperationType = keyof typeof operations
