import { WhileOpening } from '../../components/early/while-opening.tsx'
import { SkeletonRows } from '../../components/ui/states.tsx'
import { projectFrameText } from './project-frame-text.ts'

/** Keeps the navigation's place, so that nothing jumps when the project is there. */
export function OpeningProject() {
  return (
    <WhileOpening>
      <div className="app">
        <div className="nav" />
        <main className="page">
          <div className="pt-28">
            <SkeletonRows label={projectFrameText.opening} />
          </div>
        </main>
      </div>
    </WhileOpening>
  )
}
