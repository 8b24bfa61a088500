import { projectIdSchema } from '@parallax/domain'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { projectScreenPath } from '../../../components/project-path.ts'
import { ProjectFrameScreen } from '../../../features/project-frame/project-frame-screen.tsx'
import { UploadScreen } from '../../../features/upload/upload-screen.tsx'
import { requireUser } from '../../require-user.ts'

type ProjectLayoutProps = {
  readonly params: Promise<{ readonly project: string }>
  readonly children: ReactNode
}

/** The open project and what is being added to it stay while one goes from screen to screen. */
export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const project = projectIdSchema.safeParse((await params).project)
  if (!project.success) notFound()
  await requireUser(projectScreenPath(project.data, 'documents'))
  return (
    <ProjectFrameScreen project={project.data}>
      <UploadScreen>{children}</UploadScreen>
    </ProjectFrameScreen>
  )
}
