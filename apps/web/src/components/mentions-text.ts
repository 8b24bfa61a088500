/** Every sentence about comments that wait for somebody, outside of their document. */
export const mentionsText = {
  open: (count: number) => (count === 1 ? '1 comment names you' : `${count} comments name you`),
  said: (by: string, words: string) => `${by}: ${words}`,
  unread: (count: number) => (count === 1 ? '1 unread comment' : `${count} unread comments`),
} as const
