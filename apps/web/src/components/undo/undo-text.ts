/** What is said around undo and redo, in one place. */
export const undoText = {
  nothing: 'Nothing to undo.',
  unreachable: 'What you did last is known to the server, which cannot be reached now.',
  elsewhereTitle: 'Your last step was in another document',
  elsewhere: (title: string, moment: string) =>
    `It was in “${title}”, ${moment}. Undo shows it there, so that you see what changes.`,
  elsewhereMany: (titles: readonly string[], moment: string) =>
    `It was in ${titles.length} documents, ${moment}: ${titles.join(', ')}. Undo shows the first of them.`,
  unnamed: 'a document',
  goAndUndo: 'Go there and undo',
  goAndRedo: 'Go there and do it again',
  passOver: 'Leave it, and undo what came before',
  passOverAgain: 'Leave it',
  blockedTitle: (isRedo: boolean, isWhole: boolean) => {
    const verb = isRedo ? 'done again' : 'taken back'
    return isWhole ? `This cannot be ${verb}` : `Not all of this can be ${verb}`
  },
  blocked: (blocked: number, all: number) =>
    all === 1
      ? 'Nothing was changed.'
      : `${blocked} of ${all} changes of this step stand in the way. Nothing was changed.`,
  since: (name: string) => `${name} wrote it since.`,
  more: (count: number) => `And ${count} more.`,
  rest: (isRedo: boolean, count: number) =>
    `${isRedo ? 'Do' : 'Undo'} the other ${count === 1 ? 'one' : count}`,
  show: 'Show what stands there now',
} as const
