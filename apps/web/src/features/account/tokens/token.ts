import type { ApiOutputs } from '../../../components/api-outputs.ts'

/** A key of the person's scripts, without its secret. */
export type Token = ApiOutputs['tokens']['list'][number]
export type TokenScope = Token['scopes'][number]
