/** A number of changes, in words. */
export const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

/** What the state line says, which is there from the start. */
export const saveStateText = {
  saved: 'Saved',
  saving: 'Saving',
  offline: (waiting: number) => `Offline, ${waiting} waiting`,
  busy: (waiting: number) => `Server busy, ${waiting} waiting`,
  'signed-out': (waiting: number) => `Signed out, ${waiting} waiting`,
  onlineOnly: 'Saved, only while online',
  notDurable: (waiting: number) => `${waiting} not saved yet, keep this page open`,
  failed: (count: number) => `${changes(count)} refused`,
  failedAndWaiting: (count: number, waiting: number) =>
    `${changes(count)} refused, ${waiting} waiting`,
  details: 'What is not saved',
  notLive: 'Not live',
  notLiveMore: ': colleagues’ changes do not arrive',
} as const
