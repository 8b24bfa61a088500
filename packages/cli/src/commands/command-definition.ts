import type { Command } from 'commander'
import type { Place } from '../place.ts'
import type { Terminal } from '../terminal.ts'

/** What commands work with. */
export type CommandSurroundings = { readonly terminal: Terminal; readonly place: Place }

/** Puts one command into the program. */
export type CommandDefinition = (program: Command, surroundings: CommandSurroundings) => void
