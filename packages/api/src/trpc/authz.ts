import type { Role } from '@parallax/domain'

/** Who may call a procedure. A procedure that declares nothing may be called by nobody. */
export type Authz =
  | { readonly who: 'anyone' }
  | { readonly who: 'signed-in' }
  | { readonly who: 'instance-owner' }
  /** A member of the project named by the input's `project`, in one of these roles. */
  | { readonly who: 'member'; readonly roles: readonly Role[] }

export type Meta = { readonly authz?: Authz; readonly rate?: RateName }

/** Named budgets of calls (`rate-limits.ts`). */
export type RateName = 'edit' | 'search' | 'invite' | 'credential' | 'heavy' | 'presence' | 'script'
