import { redirect } from 'next/navigation'
import { projectScreenPath } from '../../../components/project-path.ts'

type ProjectPageProps = { readonly params: Promise<{ readonly project: string }> }

export default async function ProjectPage({ params }: ProjectPageProps) {
  const { project } = await params
  redirect(projectScreenPath(project, 'documents'))
}
