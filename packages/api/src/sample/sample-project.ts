import type { MakeSample } from './sample-content.ts'

/** The content of the sample project. */
export const sampleProject: MakeSample = () => ({ texts: [], operations: [] })
