import type { Route } from '../../gate/index.ts'
import { casesRoutes } from './cases.tsx'
import { clockRoutes } from './clock.ts'
import { mailRoutes } from './mail.tsx'
import { mailboxRoutes } from './mailbox.tsx'
import { newCaseRoutes } from './new-case.tsx'
import { outboxRoutes } from './outbox.tsx'
import { searchRoutes } from './search.tsx'
import { signInRoutes } from './sign-in.tsx'
import { todayRoutes } from './today.tsx'

/** Pages beside those of one case. */
export const pageRoutes: readonly Route[] = [
  ...casesRoutes,
  ...clockRoutes,
  ...mailRoutes,
  ...mailboxRoutes,
  ...newCaseRoutes,
  ...outboxRoutes,
  ...searchRoutes,
  ...signInRoutes,
  ...todayRoutes,
]
