import type { DocumentId, UserId } from '@parallax/domain'
import { parallaxCodec } from '../src/codecs/parallax.ts'
import type { Person, ProjectSource } from '../src/project/project-item.ts'
import { factsOfDocument } from '../src/release/document-facts.ts'
import { groupDocuments } from '../src/release/document-groups.ts'
import type { SplitDraw } from '../src/release/draw-splits.ts'
import { type ManifestInput, makeManifest } from '../src/release/make-manifest.ts'
import type { ReleaseManifest } from '../src/release/release-manifest.ts'
import { releasedSource } from '../src/release/released-source.ts'
import { drain } from './drain.ts'
import { ada, idOf, people, textOfPieces } from './small-project.ts'

/** Any hash does: nothing here asks which. */
const sha256 = (text: string): string => idOf(text)

/** A release of a project that lies in memory. */
export async function releaseOf(
  project: ProjectSource,
  draw: SplitDraw | null = { seed: 7, percents: { train: 80, validation: 10, test: 10 } },
): Promise<{ readonly manifest: ReleaseManifest; readonly source: ProjectSource }> {
  const source = releasedSource(project, () => false)
  const { write } = parallaxCodec
  const content = write ? await textOfPieces(write(source)) : ''
  const documents: ManifestInput['documents'][number][] = []
  for await (const each of source.documents()) {
    // Whatever belongs to a document stands in for its lines.
    const sha = sha256(JSON.stringify([each.record, each.text, each.layers]))
    documents.push({ ...factsOfDocument(each), sha256: sha })
  }
  const stories: DocumentId[][] = []
  const manifest = makeManifest({
    project: { id: '0', name: 'River disputes', mode: 'together' },
    release: {
      number: 2,
      title: 'Spring, second round',
      notes: 'Twelve documents more.',
      licence: '',
      madeAt: '2030-03-11T09:00:00.000Z',
      madeBy: people.get(ada) as Person, // everyone of the invented project is listed
    },
    software: { name: 'Parallax', version: '0.1.0' },
    codebook: { version: 1, sha256: sha256('codebook') },
    chosen: { documents: 'all', adjudicated: true, shared: true, annotators: 'all' },
    annotators: [...new Set(documents.flatMap(({ annotators }) => annotators))].map(
      (id: UserId) => people.get(id) ?? { id, name: '' },
    ),
    agreement: [],
    content: { sha256: sha256(content), sizeBytes: content.length },
    documents,
    groups: drain(groupDocuments(documents, stories)),
    draw,
    registry: { entity: 4, proposition: 1, set: 1 },
    nameOfLabel: () => '',
  })
  return { manifest, source }
}
