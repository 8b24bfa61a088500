export const projectFrameText = {
  opening: 'The project is on its way',
  failed: 'The project did not open',
  notYours: {
    title: 'This project is not here',
    text: 'It does not exist, or it is not shared with you. Ask its owner for an invitation.',
  },
  ended: {
    'signed-out': {
      title: 'You are signed out',
      text: 'What you did is safe in this browser and will be sent when you sign in again.',
    },
    removed: {
      title: 'You are no longer in this project',
      text: 'An owner of the project took you off its list. Ask them if this is a mistake.',
    },
    expired: {
      title: 'What you may do here has changed',
      text: 'Your role was changed, the project was archived or brought back, or your session is over. What you did is safe in this browser.',
    },
    shutdown: {
      title: 'The server is starting again',
      text: 'What you did is safe in this browser. The page comes back by itself.',
    },
  },
  signIn: 'Sign in',
  projects: 'All projects',
  reload: 'Open it again',
} as const
