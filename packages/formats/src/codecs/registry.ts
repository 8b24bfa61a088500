import { bratCodec } from './brat.ts'
import { claimreviewCodec } from './claimreview.ts'
import type { Codec, CorpusCodec, ProjectCodec } from './codec-definition.ts'
import { conll2002Codec } from './conll2002.ts'
import { conll2003Codec } from './conll2003.ts'
import { conll2012Codec } from './conll2012.ts'
import { csvCodec } from './csv.ts'
import { csvSafeCodec } from './csv-safe.ts'
import { dnaCodec } from './dna.ts'
import { doccanoCodec } from './doccano.ts'
import { gexfCodec } from './gexf.ts'
import { graphmlCodec } from './graphml.ts'
import { huggingfaceCodec } from './huggingface.ts'
import { labelStudioCodec } from './label-studio.ts'
import { parallaxCodec } from './parallax.ts'
import { prodigyCodec } from './prodigy.ts'
import { refiQdaCodec } from './refi-qda.ts'
import { refiQdcCodec } from './refi-qdc.ts'
import { standoffCodec } from './standoff.ts'
import { tsvCodec } from './tsv.ts'
import { uimaJsonCodec } from './uima-json.ts'
import { uimaXmiCodec } from './uima-xmi.ts'
import { w3cCodec } from './w3c.ts'
import { webannoTsv3Codec } from './webanno-tsv3.ts'

/** Formats that hold a project as it is, by their ids. */
export const projectCodecs = {
  parallax: parallaxCodec,
  standoff: standoffCodec,
  csv: csvCodec,
  'csv-safe': csvSafeCodec,
  tsv: tsvCodec,
} as const satisfies Readonly<Record<string, ProjectCodec>>

/** Formats of other tools, by their ids. To add one: write its file here, list it here. */
export const corpusCodecs: Readonly<Record<string, CorpusCodec>> = {
  brat: bratCodec,
  claimreview: claimreviewCodec,
  conll2002: conll2002Codec,
  conll2003: conll2003Codec,
  conll2012: conll2012Codec,
  dna: dnaCodec,
  doccano: doccanoCodec,
  gexf: gexfCodec,
  graphml: graphmlCodec,
  huggingface: huggingfaceCodec,
  'label-studio': labelStudioCodec,
  prodigy: prodigyCodec,
  'refi-qda': refiQdaCodec,
  'refi-qdc': refiQdcCodec,
  'uima-json': uimaJsonCodec,
  'uima-xmi': uimaXmiCodec,
  'webanno-tsv3': webannoTsv3Codec,
  w3c: w3cCodec,
}

/** Every format, by its id. */
export const codecs: Readonly<Record<string, Codec>> = { ...projectCodecs, ...corpusCodecs }

export type ProjectCodecId = keyof typeof projectCodecs

/** Whether a word from outside names a format that holds a project as it is. */
export function isProjectCodecId(value: string): value is ProjectCodecId {
  return Object.hasOwn(projectCodecs, value)
}
