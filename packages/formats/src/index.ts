export type {
  Codec,
  CodecInput,
  CorpusCodec,
  CorpusOutcome,
  FilePiece,
  InputFile,
  PlatformTools,
  ProjectCodec,
  ReadContext,
  WriteContext,
} from './codecs/codec-definition.ts'
export {
  codecs,
  corpusCodecs,
  isProjectCodecId,
  type ProjectCodecId,
  projectCodecs,
} from './codecs/registry.ts'
export { type MetaProposal, proposeMeta } from './plain-text/propose-meta.ts'
export { proposeZones } from './plain-text/propose-zones.ts'
export type {
  Authored,
  Authorship,
  DocumentSource,
  LayerSource,
  Manifest,
  NumberedItem,
  Person,
  ProjectItem,
  ProjectSource,
  ReadProblem,
  RecordInLayer,
} from './project/project-item.ts'
export { splitLines } from './project/split-lines.ts'
