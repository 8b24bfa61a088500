'use client'

import { EarlyDocument } from '../../components/early/early-document.tsx'
import { afterText } from '../../components/lazily.tsx'
import { OpeningProject } from './opening-project.tsx'
import type { ProjectFrameProps } from './project-frame.tsx'

const ProjectFrame = afterText(
  async () => (await import('./project-frame.tsx')).ProjectFrame,
  <OpeningProject />,
)

/** The open project around its screens; before it is open, the text of the document asked for. */
export function ProjectFrameScreen(props: ProjectFrameProps) {
  return (
    <EarlyDocument project={props.project}>
      <ProjectFrame {...props} />
    </EarlyDocument>
  )
}
