import { describe } from 'vitest'
import { playFaults } from './over-http/play-faults.ts'

/** A file of its own, so that both databases are played on at the same time. */
describe('on pglite', () => playFaults('pglite'))
