'use client'

import type { ReactNode } from 'react'
import { ProjectShell } from '../../components/project-shell.tsx'
import { datasetsText } from './datasets-text.ts'
import { ExportForm } from './export-form.tsx'
import { ImportForm } from './import-form.tsx'
import { JobList } from './job-list.tsx'
import { ProjectFacts } from './project-facts.tsx'

export type DatasetsScreenProps = {
  /** Buttons of the page that releases bring, and the section of releases. */
  readonly actions: ReactNode
  readonly releases: ReactNode
}

/** What the project knows, as files: releases, exports, imports, and what became of them. */
export function DatasetsScreen({ actions, releases }: DatasetsScreenProps) {
  return (
    <ProjectShell
      current="datasets"
      title={datasetsText.title}
      lede={datasetsText.lede}
      actions={actions}
    >
      <div className="ds">
        <section className="ds__main" aria-label={datasetsText.title}>
          {releases}
          <ProjectFacts />
          <ExportForm />
          <ImportForm />
        </section>
        <aside className="ds__side" aria-label={datasetsText.jobs.title}>
          <JobList />
        </aside>
      </div>
    </ProjectShell>
  )
}
