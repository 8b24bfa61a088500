import type { ProjectId } from '@parallax/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../sync/trpc.ts'
import { projectDialogText as text } from './project-dialog-text.ts'
import { projectScreenPath } from './project-path.ts'
import { useUndoToast } from './ui/undo-toast.tsx'

/** Asks for the list of projects anew. */
export function useRefetchProjects(): () => void {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries(trpc.projects.pathFilter())
}

/** Archives a project and brings it back; archiving shows a toast that undoes it. */
export function useArchive(
  project: { readonly id: ProjectId; readonly name: string },
  onArchived?: () => void,
) {
  const trpc = useTRPC()
  const refetch = useRefetchProjects()
  const showToast = useUndoToast()
  const { mutate, error } = useMutation(
    trpc.projects.archive.mutationOptions({
      onSuccess: (_, { archived }) => {
        refetch()
        if (!archived) return
        showToast({ text: text.archivedToast(project.name), onUndo: () => change(false) })
        onArchived?.()
      },
    }),
  )
  const change = (archived: boolean) => mutate({ project: project.id, archived })
  return { change, error }
}

/** Opens one's sample project, making it where there is none yet; `go` is given its first screen. */
export function useOpenSample(go: (path: string) => void) {
  const trpc = useTRPC()
  return useMutation(
    trpc.projects.openSample.mutationOptions({
      onSuccess: ({ project }) => go(projectScreenPath(project, 'documents')),
    }),
  )
}
