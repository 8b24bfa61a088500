'use client'

export { NewReleaseButton } from './new-release-button.tsx'
export { ReleasesSection } from './releases-section.tsx'
