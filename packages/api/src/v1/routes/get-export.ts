import { exportSchema } from '../answer-schemas.ts'
import { shownExport } from '../job-shown.ts'
import { ownExport } from '../own-export.ts'
import { defineRoute } from '../route-definition.ts'

export const getExportRoute = defineRoute({
  id: 'getExport',
  method: 'GET',
  path: '/projects/{project}/exports/{export}',
  title: 'How an export stands',
  text: 'Ask again after a second or so while it is waiting or running.',
  scopes: ['exports:read'],
  answer: exportSchema,
  handle: async (call) => shownExport(call.services, await ownExport(call)),
})
