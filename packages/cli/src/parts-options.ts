import { layerRecordKinds } from '@parallax/domain'
import {
  type Codec,
  type ExportField,
  exportFieldNames,
  type FormatWish,
  type OffsetUnit,
  offsetUnits,
  problemOfWish,
} from '@parallax/formats'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { CommandProblem, exitCodes } from './terminal.ts'

/** What one may choose of a format on the command line. */
export type PartsOptions = {
  readonly kinds?: NonNullable<FormatWish['kinds']>
  readonly without?: readonly ExportField[]
  readonly offsets?: OffsetUnit
}

/** Gives a command the options that choose kinds, fields and what offsets count. */
export function addPartsOptions(command: Command): Command {
  return command
    .option(
      '--kinds <kinds>',
      `only these kinds of record, separated by commas: ${kindNames.join(', ')}`,
      oneOrMore(kindNames),
    )
    .option(
      '--without <fields>',
      `leave out these fields, separated by commas: ${exportFieldNames.join(', ')}`,
      oneOrMore(exportFieldNames),
    )
    .addOption(
      new Option('--offsets <unit>', 'what offsets count, where the format allows it').choices(
        offsetUnits,
      ),
    )
}

// The keys of the table are the kinds.
const kindNames = Object.keys(layerRecordKinds) as (keyof typeof layerRecordKinds)[]

function oneOrMore<Name extends string>(known: readonly Name[]): (list: string) => Name[] {
  return (list) =>
    list.split(',').map((word) => {
      const name = known.find((each) => each === word.trim())
      if (name === undefined) throw new InvalidArgumentError(`Choose from ${known.join(', ')}.`)
      return name
    })
}

/** The parts of a format that were chosen. Ends the command where the format has no such choice. */
export function chosenParts(
  codec: Codec,
  { kinds, without, offsets: offsetUnit }: PartsOptions,
): Pick<FormatWish, 'kinds' | 'without' | 'offsetUnit'> {
  const parts = { kinds, without, offsetUnit }
  const problem = problemOfWish({ codec, ...parts })
  if (problem !== undefined) throw new CommandProblem(problem, exitCodes.usage)
  return parts
}
