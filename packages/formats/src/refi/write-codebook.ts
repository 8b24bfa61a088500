import type { FilePiece, WriteContext } from '../codecs/codec-definition.ts'
import type { CorpusSource } from '../corpus/corpus.ts'
import { element, xmlDeclaration } from '../xml/write-xml.ts'
import { codeElement, labelTree } from './codebook.ts'
import { guidMaker } from './guid.ts'
import { ownOrigin } from './write-project.ts'

const codebookNamespace = 'urn:QDA-XML:codebook:1.0'

/**
 * A codebook of REFI-QDA: labels as codes below what they are labels of. Its codes have the GUIDs that
 * they have in projects, so that a tool that has one of ours knows them again. The documents are gone
 * through all the same: what of them is not in it is counted on the way.
 */
export async function* writeCodebook(
  { head, documents }: CorpusSource,
  { tools }: WriteContext,
): AsyncGenerator<FilePiece> {
  for await (const _ of documents());
  const guidOf = guidMaker(tools)
  const codes = labelTree(head.labels).map((node) => codeElement(node, guidOf))
  const content = element(
    'CodeBook',
    { xmlns: codebookNamespace, origin: ownOrigin },
    `\n${element('Codes', {}, `\n${codes.join('\n')}\n`)}\n`,
  )
  yield { path: 'codebook.qdc', content: `${xmlDeclaration(content)}${content}\n` }
}
