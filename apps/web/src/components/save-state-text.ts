export const saveStateText = {
  saved: 'Saved',
  saving: 'Saving',
  offline: (waiting: number) => `Offline, ${waiting} waiting`,
  offlineHint: 'Everything still works. What you do is sent when the server answers again.',
  notDurable: (waiting: number) => `${waiting} not saved yet, keep this page open`,
  notDurableHint:
    'This browser does not let Parallax keep work aside, so what waits would be lost with the page.',
  failed: (count: number) => (count === 1 ? '1 change refused' : `${count} changes refused`),
  failedTitle: 'These changes were not made',
  failedLede: 'The server said no, and what you see is how things stand.',
  tryNow: 'Try now',
  dismiss: 'Put away',
} as const
