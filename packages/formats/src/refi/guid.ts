import type { PlatformTools } from '../codecs/codec-definition.ts'

/** Makes the GUID of a thing from what it is: the same thing has the same one in every export. */
export type GuidOf = (...parts: readonly string[]) => string

export function guidMaker({ sha256 }: Pick<PlatformTools, 'sha256'>): GuidOf {
  return (...parts) => {
    const digits = sha256(`parallax refi-qda ${JSON.stringify(parts)}`).slice(-32)
    return [8, 12, 16, 20].reduceRight(
      (guid, at) => `${guid.slice(0, at)}-${guid.slice(at)}`,
      digits,
    )
  }
}

/** A GUID as files of all tools compare it: without braces, in small letters. */
export function plainGuid(guid: string | undefined): string {
  return (guid ?? '').replace(/[{}\s]/g, '').toLowerCase()
}
