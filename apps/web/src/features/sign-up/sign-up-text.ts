export const signUpText = {
  title: 'Create an account',
  lede: 'on this workbench',
  firstTitle: 'The first account',
  firstLede:
    'Nobody is here yet. This account will own the instance and can invite everybody else.',
  closedTitle: 'By invitation',
  closedLede:
    'New accounts on this workbench need an invitation. Ask a project owner for a link; it brings you straight to the project.',
  haveOne: 'You have an account?',
  signIn: 'Sign in',
  waiting: 'Asking the server what a new account needs',
  failed: 'The server did not answer. Check your connection and load the page again.',
} as const
