import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../sync/trpc.ts'
import { useAnnotation } from '../annotate-context.ts'
import { handleScreen, useMedia } from '../layout/use-media.ts'

/** The lesson: shown by itself once, on the sample project, where there is a keyboard. */
export type Lesson = {
  readonly isShown: boolean
  /** It is over, or was skipped; it does not come by itself again. */
  readonly end: () => void
}

/** `asked` counts how often somebody asked for it. */
export function useLesson(asked: number): Lesson {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { annotation } = useAnnotation()
  const [endedAt, setEndedAt] = useState<number | null>(null)
  const isByFinger = useMedia(handleScreen)
  const { data } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }))
  const { mutate } = useMutation(
    trpc.account.setPreferences.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries(trpc.session.me.pathFilter()),
    }),
  )
  const isDue =
    annotation.session.project.isSample &&
    annotation.canWrite &&
    !isByFinger &&
    data !== undefined &&
    data !== null &&
    data.preferences.lessonSeen !== true
  return {
    isShown: endedAt !== asked && (asked > 0 || isDue),
    end: () => {
      setEndedAt(asked)
      if (data && data.preferences.lessonSeen !== true)
        mutate({ preferences: { ...data.preferences, lessonSeen: true } })
    },
  }
}
