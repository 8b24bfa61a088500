import type { Codec, InputFile } from '../codecs/codec-definition.ts'
import { UnreadableFile } from '../codecs/unreadable-file.ts'

/**
 * The formats whose files these could be, by their names: those that know the most of the files.
 * A folder of brat with a JSON file in it is one of brat.
 */
export function likelyFormats(
  files: readonly InputFile[],
  codecs: readonly Codec[],
): readonly Codec[] {
  const counted = codecs
    .filter(({ read }) => read !== null)
    .map((codec) => ({ codec, count: files.filter(isFileOf(codec)).length }))
  const most = Math.max(1, ...counted.map(({ count }) => count))
  return counted.filter(({ count }) => count === most).map(({ codec }) => codec)
}

/** Whether a file may be one of a format's, by its name. */
export function isFileOf(codec: Codec): (file: InputFile) => boolean {
  return ({ path }) =>
    codec.via === 'corpus' ? codec.looksLike(path) : path.endsWith(codec.fileExtension)
}

/** How much of a file is looked at to tell formats apart. */
const beginningUtf16 = 4000

/**
 * As `likelyFormats`, and where names do not decide, the beginnings of the files do: one that says
 * what it is goes before all that could only be it.
 */
export async function chooseFormat(
  files: readonly InputFile[],
  codecs: readonly Codec[],
): Promise<readonly Codec[]> {
  const likely = likelyFormats(files, codecs)
  if (likely.length < 2) return likely
  const said = await Promise.all(
    likely.map(async (codec) => {
      const file = files.find(isFileOf(codec))
      return codec.opensWith && file ? codec.opensWith.test(await beginningOf(file)) : undefined
    }),
  )
  const certain = likely.filter((_, index) => said[index] === true)
  return certain.length > 0 ? certain : likely.filter((_, index) => said[index] === undefined)
}

/** The first of a text; nothing for what is no text. */
async function beginningOf(file: InputFile): Promise<string> {
  try {
    let beginning = ''
    for await (const piece of file.text()) {
      beginning += piece
      if (beginning.length >= beginningUtf16) break
    }
    return beginning.slice(0, beginningUtf16)
  } catch (error) {
    if (error instanceof UnreadableFile) return ''
    throw error
  }
}
