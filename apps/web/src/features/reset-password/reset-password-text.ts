export const resetPasswordText = {
  title: 'A new password',
  lede: 'The link works once. Afterwards you are signed out everywhere else.',
  submit: 'Set the password',
  done: 'The password is set.',
  signIn: 'Sign in',
  unusable: 'This link was used already, or it is too old. Ask an owner for a new one.',
} as const
