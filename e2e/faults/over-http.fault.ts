import { describe } from 'vitest'
import { playFaults } from './over-http/play-faults.ts'

describe('on postgresql', () => playFaults('postgresql'))
