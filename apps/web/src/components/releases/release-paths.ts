import { projectScreenPath } from '../project-path.ts'

/** Where a release is shown. */
export function releasePath(project: string, number: number): string {
  return `${projectScreenPath(project, 'datasets')}/${number}`
}

/** Where it is said what differs between two releases. */
export function comparePath(project: string, from: number, to: number): string {
  return `${releasePath(project, to)}/compare/${from}`
}

/** Where a release is got as a file. */
export function releaseFileAddress(project: string, number: number, format: string): string {
  return `/api/releases/${project}/${number}/${format}`
}
