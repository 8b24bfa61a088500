import type { AppRouter } from '@parallax/api'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

/** What the server answers, by router and procedure. */
export type ApiOutputs = inferRouterOutputs<AppRouter>

/** What the server is asked, by router and procedure. */
export type ApiInputs = inferRouterInputs<AppRouter>
