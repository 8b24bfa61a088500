import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const config: NextConfig = {
  transpilePackages: [
    '@parallax/domain',
    '@parallax/find',
    '@parallax/formats',
    '@parallax/surface',
    '@parallax/sync',
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  // Our own server answers pages only: no optimiser that would fetch addresses for others.
  images: { unoptimized: true },
  // `npm run check` type-checks every package by itself; doing it again here doubles the wait.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
}

export default config
