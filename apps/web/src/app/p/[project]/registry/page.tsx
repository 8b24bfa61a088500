import type { Metadata } from 'next'
import { RegistryScreen } from '../../../../features/registry/registry-screen.tsx'
import { registryText } from '../../../../features/registry/registry-text.ts'

export const metadata: Metadata = { title: registryText.title }

export default function RegistryPage() {
  return <RegistryScreen />
}
