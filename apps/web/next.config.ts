import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

/** What `bundle-parts.mjs` has made for the build; while one develops, libraries are taken whole. */
const parts = {
  'zod/mini': './dist/schemas.mjs',
  '@codemirror/state': './dist/editor.mjs',
  '@codemirror/view': './dist/editor.mjs',
}

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
  turbopack: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    resolveAlias: process.env.NODE_ENV === 'production' ? parts : {},
  },
}

export default config
