import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiOutputs } from '../../components/api-outputs.ts'
import { fetchFile } from '../../components/fetch-file.ts'
import { isLossless } from '../../components/loss-report/loss-table.ts'
import { releaseFileAddress } from '../../components/releases/release-paths.ts'
import { useSession } from '../../sync/project-provider.tsx'
import { useTRPC } from '../../sync/trpc.ts'

export type ReleaseFormat = ApiOutputs['exports']['formats']['formats'][number]

/**
 * A release in a format that may lose something: what would be lost is counted first and, if anything
 * would, asked about; then the file is fetched, if the person is still there.
 */
export function useReleaseDownload(number: number) {
  const { project } = useSession()
  const trpc = useTRPC()
  const client = useQueryClient()
  const check = useMutation({
    // A release never changes, so what it loses is asked once.
    mutationFn: (format: ReleaseFormat) =>
      client.fetchQuery(
        trpc.releases.losses.queryOptions(
          { project: project.id, number, format: format.id },
          { staleTime: Infinity },
        ),
      ),
  })
  const fetch = (format: ReleaseFormat) =>
    fetchFile(releaseFileAddress(project.id, number, format.id))
  const { data: report, variables: format } = check
  return {
    /** The format that is being looked at. */
    checking: check.isPending ? format : undefined,
    problem: check.error?.message,
    asking: report && format && !isLossless(report) ? { report, format } : undefined,
    begin: (wanted: ReleaseFormat) =>
      check.mutate(wanted, {
        onSuccess: (found) => {
          if (isLossless(found)) fetch(wanted)
        },
      }),
    go: () => {
      if (format) fetch(format)
      check.reset()
    },
    cancel: check.reset,
  }
}
