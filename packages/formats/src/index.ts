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
  Tables,
  WriteContext,
} from './codecs/codec-definition.ts'
export {
  codecs,
  corpusCodecs,
  isProjectCodecId,
  type ProjectCodecId,
  projectCodecs,
} from './codecs/registry.ts'
export { UnreadableFile } from './codecs/unreadable-file.ts'
export { chooseFormat, isFileOf } from './conversion/choose-format.ts'
export {
  type Conversion,
  type Converted,
  convertFiles,
} from './conversion/convert-files.ts'
export {
  type FormatFeature,
  type FormatRow,
  formatFeatures,
  formatRow,
} from './conversion/formats-table.ts'
export { problemOfWish } from './conversion/possible-wish.ts'
export {
  carrierOf,
  carrierOfWish,
  type FormatWish,
  lossesOfFormat,
  writeFormat,
} from './conversion/write-format.ts'
export { canonicalDocument } from './corpus/canonical-document.ts'
export { type ExportField, exportFieldNames } from './corpus/choose-fields.ts'
export type {
  Annotation,
  CorpusDocument,
  CorpusHead,
  CorpusLabel,
  CorpusProblem,
  CorpusSource,
  CountedKind,
  Loss,
  LossPlace,
  LossReason,
} from './corpus/corpus.ts'
export { countedKinds, lossReasons } from './corpus/corpus.ts'
export {
  type DocumentAddition,
  fillProject,
  type LayerAddition,
  type ProjectFilling,
  type StandingDocument,
} from './corpus/fill-project.ts'
export { corpusOfProject } from './corpus/from-project.ts'
export type { Holds } from './corpus/holds.ts'
export { isLossless, Ledger, type LossLine, type LossReport, unaccounted } from './corpus/ledger.ts'
export { codebookIn } from './corpus/new-project.ts'
export { type ReadCorpus, readCorpus } from './corpus/read-corpus.ts'
export type { LabelChoice } from './corpus/registrar.ts'
export {
  type CorpusParts,
  type CorpusTarget,
  documentIdOf,
  partsOfCorpus,
} from './corpus/to-project.ts'
export { OffsetMap, type OffsetUnit, offsetUnits } from './offsets/offset-map.ts'
export { hydratedLines, type MissingText } from './parallax/standoff-lines.ts'
export { parquetRows } from './parquet/read-parquet.ts'
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
export {
  itemsOfSource,
  type ReadProjectSource,
  readProjectSource,
} from './project/read-project-source.ts'
export { linesOfFile, splitLines } from './project/split-lines.ts'
export { untilUnreadable } from './project/until-unreadable.ts'
export { bibtexOfRelease, citeRelease } from './release/cite-release.ts'
export { codebookOfSource, labelNamesOf, versionOfSource } from './release/codebook-of-source.ts'
export {
  compareReleases,
  type ReleaseComparison,
  type ReleaseReading,
} from './release/compare-releases.ts'
export { writeDatasetCard } from './release/dataset-card.ts'
export { type DocumentFacts, factsOfDocument } from './release/document-facts.ts'
export { type DocumentGroup, groupDocuments } from './release/document-groups.ts'
export {
  arePercents,
  drawSplits,
  type SplitDraw,
  type SplitGroup,
  type SplitName,
  type SplitPercents,
  splitNames,
} from './release/draw-splits.ts'
export {
  countLabels,
  type ManifestInput,
  makeManifest,
  splitGroupsOf,
} from './release/make-manifest.ts'
export type {
  AgreementFact,
  ContentChoice,
  LabelCount,
  ReleaseManifest,
  ReleaseSummary,
  SplitSize,
} from './release/release-manifest.ts'
export { releasedSource } from './release/released-source.ts'
