import type { AppRouter } from '@parallax/api'
import type { inferRouterOutputs } from '@trpc/server'

/** What the server answers, by router and procedure. */
export type ApiOutputs = inferRouterOutputs<AppRouter>
