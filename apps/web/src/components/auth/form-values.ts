import { authText } from './auth-text.ts'

const PASSWORD_MIN_CHARS = 10

/** The text of one field of a form that is being sent. */
export function fieldText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Why this cannot be an email address, if it cannot. */
export function emailProblem(email: string): string | undefined {
  return /^[^\s@]+@[^\s@]+$/u.test(email) ? undefined : authText.fail.email
}

/** Why this cannot be a new password, if it cannot. */
export function newPasswordProblem(password: string): string | undefined {
  return password.length < PASSWORD_MIN_CHARS ? authText.fail.passwordShort : undefined
}
