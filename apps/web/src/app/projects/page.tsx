import type { Metadata } from 'next'
import { ProjectsScreen } from '../../features/projects/projects-screen.tsx'
import { projectsText } from '../../features/projects/projects-text.ts'
import { requireUser } from '../require-user.ts'

export const metadata: Metadata = { title: projectsText.title }

export default async function ProjectsPage() {
  await requireUser('/projects')
  return <ProjectsScreen />
}
