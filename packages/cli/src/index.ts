export { runCommandLine } from './run-command-line.ts'
export { CommandProblem, exitCodes, type Terminal } from './terminal.ts'
