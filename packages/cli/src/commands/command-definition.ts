import type { ExchangeOptions } from '@parallax/api'
import type { Command } from 'commander'
import type { Terminal } from '../terminal.ts'

/** What commands work with. */
export type CommandSurroundings = { readonly terminal: Terminal; readonly place: ExchangeOptions }

/** Puts one command into the program. */
export type CommandDefinition = (program: Command, surroundings: CommandSurroundings) => void
