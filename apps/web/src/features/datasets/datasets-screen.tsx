'use client'

import { ProjectShell } from '../../components/project-shell.tsx'
import { datasetsText } from './datasets-text.ts'
import { ExportForm } from './export-form.tsx'
import { ImportForm } from './import-form.tsx'
import { JobList } from './job-list.tsx'
import { ProjectFacts } from './project-facts.tsx'

/** What the project knows, as files: exports, imports, and what became of them. */
export function DatasetsScreen() {
  return (
    <ProjectShell current="datasets" title={datasetsText.title} lede={datasetsText.lede}>
      <div className="ds">
        <section className="ds__main" aria-label={datasetsText.title}>
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
