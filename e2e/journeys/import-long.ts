import { randomUUID } from 'node:crypto'
import {
  defaultCodebookRecords,
  documentIdSchema,
  layerId,
  projectIdSchema,
} from '@parallax/domain'
import type { Page } from '@playwright/test'
import { importOf, submitAll, uploadText } from './import-text.ts'

const sentence = 'The Harbour Board of Westhaven said that the ferry would stay in harbour. '
const recordsPerRequest = 500

/** A long text: paragraphs of numbered sentences, each of fourteen words. */
export function longText(sentenceCount: number): string {
  const sentences = Array.from({ length: sentenceCount }, (_, at) => `Report ${at}. ${sentence}`)
  const paragraphs: string[] = []
  for (let at = 0; at < sentences.length; at += 8)
    paragraphs.push(
      sentences
        .slice(at, at + 8)
        .join('')
        .trim(),
    )
  return paragraphs.join('\n\n')
}

/** A document of that text in which the board is a mention in every so manieth sentence. */
export async function importLong(
  page: Page,
  projectName: string,
  { text, mentionCount }: { readonly text: string; readonly mentionCount: number },
): Promise<string> {
  const project = projectIdSchema.parse(projectName)
  const document = documentIdSchema.parse(randomUUID())
  const layer = layerId(document, 'shared', null)
  const label = defaultCodebookRecords(project).find(({ kind }) => kind === 'label')?.id
  const imported = importOf(await uploadText(page, project, text), 'A long report', document)
  await submitAll(page, project, [
    imported,
    {
      ...operation('layer.create', layer, {
        document,
        kind: 'shared',
        owner: null,
        blind: false,
        codebook: 1,
      }),
      after: imported.id,
    },
  ])
  const places = [...text.matchAll(/Harbour Board/g)]
  const step = Math.floor(places.length / mentionCount)
  const records = places
    .filter((_, at) => at % step === 0)
    .slice(0, mentionCount)
    .map(({ index, 0: words }) => ({
      id: randomUUID(),
      kind: 'mention',
      data: {
        extent: [{ startUtf16: index, endUtf16: index + words.length }],
        label,
        form: { level: 'NAM', figure: 'literal' },
        entity: null,
        note: '',
        attrs: {},
        origin: { kind: 'human' },
      },
    }))
  for (let at = 0; at < records.length; at += recordsPerRequest)
    await submitAll(page, project, [
      operation('records.create', layer, { records: records.slice(at, at + recordsPerRequest) }),
    ])
  return document
}

function operation(type: string, layer: string, args: unknown) {
  const id = randomUUID()
  return {
    id,
    stream: { kind: 'layer', id: layer },
    baseSeq: 0,
    group: id,
    after: null as string | null,
    type,
    args,
  }
}
