import { type CommandId, commandIds, commandInfos } from '../../../components/keys/command-list.ts'
import { chooseCommands } from './choose-commands.ts'
import type { Command, CommandAct } from './command.ts'
import { commentCommands } from './comment-commands.ts'
import { filterCommands } from './filter-commands.ts'
import { jumpCommands } from './jump-commands.ts'
import { moveCommands } from './move-commands.ts'
import { recordCommands } from './record-commands.ts'
import { screenCommands } from './screen-commands.ts'
import { stanceCommands } from './stance-commands.ts'
import { tagCommands } from './tag-commands.ts'
import { textCommands } from './text-commands.ts'

/** What each command does. A command of the list that nobody runs does not compile. */
const acts: Readonly<Record<CommandId, CommandAct>> = {
  ...textCommands,
  ...moveCommands,
  ...jumpCommands,
  ...tagCommands,
  ...recordCommands,
  ...stanceCommands,
  ...commentCommands,
  ...chooseCommands,
  ...filterCommands,
  ...screenCommands,
}

/** Everything a person can do on the annotate screen, in the order of the work. */
export const commands: readonly Command[] = commandIds.map((id) => ({
  id,
  ...commandInfos[id],
  ...acts[id],
}))

/** The command of an id. */
export function commandOf(id: CommandId): Command {
  return { id, ...commandInfos[id], ...acts[id] }
}
