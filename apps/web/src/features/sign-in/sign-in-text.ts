export const signInText = {
  title: 'Sign in',
  lede: 'to your workbench',
  submit: 'Sign in',
  forgot: 'Forgot it?',
  forgotHow: 'Ask an owner of this instance for a one-time link: they make it beside your name.',
  noAccount: 'No account? Ask a project owner for an invitation.',
  open: 'No account?',
  openLink: 'Create one',
  firstTitle: 'The first account',
  firstLede:
    'Nobody is here yet. This account will own the instance and can invite everybody else.',
} as const
