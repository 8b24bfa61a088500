/** The few words about comments that stand on the screen before anything was pressed. */
export const commentWords = {
  open: (unread: number) => (unread > 0 ? `Comments, ${unread} unread` : 'Comments'),
  inThread: (count: number) => (count === 1 ? '1 comment' : `${count} comments`),
} as const
