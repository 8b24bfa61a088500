import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../sync/trpc.ts'
import { useTools } from './codebook-context.ts'

/** How often labels are used. `count` is undefined while that is not known. */
export type LabelUse = {
  readonly isFailed: boolean
  readonly count: (label: string) => number | undefined
}

/** Asks the server how often each label is used. */
export function useLabelUse(): LabelUse {
  const { project } = useTools()
  const trpc = useTRPC()
  const { data, isError } = useQuery(trpc.codebook.usage.queryOptions({ project }))
  return { isFailed: isError, count: (label) => (data ? (data[label] ?? 0) : undefined) }
}
