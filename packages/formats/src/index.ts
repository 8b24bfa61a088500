export { type MetaProposal, proposeMeta } from './plain-text/propose-meta.ts'
export { proposeZones } from './plain-text/propose-zones.ts'
