import type { HeldCause } from '@parallax/sync'
import type { RefusalSentence } from './refusal-text.ts'
import { changes } from './save-state-text.ts'

/** What is said of work that is not saved to whoever looks at it. */
export const saveStateCardText = {
  waiting: {
    offline: {
      title: (waiting: number) => `${changes(waiting)} waiting for the server`,
      hint: 'Everything still works. What you do is kept here and sent when the server answers again.',
    },
    busy: {
      title: (waiting: number) => `${changes(waiting)} waiting for the server`,
      hint: 'The server answers that it cannot take them yet. They are kept here and sent again.',
    },
    'signed-out': {
      title: (waiting: number) => `${changes(waiting)} waiting for you to sign in`,
      hint: 'They are kept in this browser, for you alone, and sent when you are back.',
    },
    saving: {
      title: (waiting: number) => `${changes(waiting)} on their way`,
      hint: 'The server has not answered yet.',
    },
  },
  elsewhere: (count: number) => `${count} of them in other projects.`,
  noStorage: {
    title: 'Nothing is kept aside here',
    hint: 'This browser gives Parallax no room to keep work aside. What the server has is saved; what waits would be lost with this page.',
  },
  failedTitle: 'These changes were not made',
  failedLede: 'What you see is how things stand. They are kept here until you decide.',
  inOtherProject: 'In another project',
  moreOfGesture: (count: number) => `And ${changes(count)} that came with it.`,
  unreadable: {
    title: (count: number) => `${changes(count)} from another version of Parallax`,
    hint: 'This page cannot show them. Reload it, or save a copy.',
  },
  tryNow: 'Try now',
  tryAgain: 'Try again',
  tryAllAgain: (count: number) => `Try all ${count} again`,
  discard: 'Discard',
  saveCopy: 'Save a copy',
  kept: {
    title: (count: number) =>
      count === 1 ? '1 change is not saved.' : `${count} changes are not saved.`,
    hint: 'It is all kept in this browser. Save a copy, or open the project and try again when you have been let in.',
  },
  copyName: (day: string) => `parallax-unsaved-${day}.json`,
} as const

/** Why a change was not made where no rule of ours said no. */
export const heldSentences: Readonly<Record<Exclude<HeldCause, 'refused'>, RefusalSentence>> = {
  unreadable: {
    what: 'The server could not read this change.',
    wayOut: 'Reload the page and try again, or make the change anew.',
  },
  faulty: {
    what: 'The server failed over this change.',
    wayOut: 'Try again later, or save a copy for whoever runs Parallax.',
  },
  closed: {
    what: 'You are no longer in the project of this change.',
    wayOut: 'Try again when you have been let in, or save a copy.',
  },
}
