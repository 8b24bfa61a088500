#!/usr/bin/env node
// Plain JavaScript, because Node 20 runs no TypeScript: starts the program, made into one file first.
import { existsSync } from 'node:fs'

const program = new URL('../dist/parallax.mjs', import.meta.url)
if (!existsSync(program)) {
  console.error('Building the command line, once…')
  const { buildProgram } = await import('../build.mjs')
  buildProgram()
}
await import(program.href)
