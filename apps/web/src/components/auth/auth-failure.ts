import { authText } from './auth-text.ts'

const { fail } = authText

const byCode: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: fail.wrong,
  INVALID_EMAIL: fail.email,
  PASSWORD_TOO_SHORT: fail.passwordShort,
  PASSWORD_TOO_LONG: fail.passwordLong,
  USER_ALREADY_EXISTS: fail.taken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: fail.taken,
  EMAIL_PASSWORD_SIGN_UP_DISABLED: fail.closed,
}

const byStatus: Readonly<Record<number, string>> = {
  401: fail.wrong,
  403: fail.closed,
  429: fail.often,
}

export type AuthFailure = { readonly code?: string | undefined; readonly status: number }

/** What to tell a person whom the server did not let in. */
export function authFailureSentence(failure: AuthFailure): string {
  return byCode[failure.code ?? ''] ?? byStatus[failure.status] ?? fail.other
}
