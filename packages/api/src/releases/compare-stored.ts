import { type Db, getRelease } from '@parallax/db'
import type { ProjectId } from '@parallax/domain'
import { compareReleases, type ReleaseComparison } from '@parallax/formats'
import type { BlobStore } from '../uploads/blob-store.ts'
import { readManifest, sourceOfRelease } from './read-release.ts'

/** What differs between two releases of a project; `undefined` when one of them is not there. */
export async function compareStored(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  projectId: ProjectId,
  from: number,
  to: number,
): Promise<ReleaseComparison | undefined> {
  const [before, after] = await Promise.all(
    [from, to].map(async (number) => {
      const found = await getRelease(db, { projectId, number })
      if (found === undefined) return undefined
      const { release } = found
      return {
        manifest: await readManifest(blobs, release),
        source: await sourceOfRelease(blobs, release),
      }
    }),
  )
  return before && after ? compareReleases(before, after) : undefined
}
