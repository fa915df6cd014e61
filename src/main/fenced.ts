import type { Store } from '../app/ports/index.ts'

/**
 * A store in which nothing is written, and no work taken, while the claim to its database does not stand: what a server
 * wrote while somebody carries the database away would stay behind, and what it sent would be sent from the new place, too.
 */
export function fenced(store: Store, standing: () => Promise<void>): Store {
  return {
    ...store,
    commit: async (...asked) => standing().then(() => store.commit(...asked)),
    leaseAlarms: async (...asked) => standing().then(() => store.leaseAlarms(...asked)),
    leaseOutbox: async (...asked) => standing().then(() => store.leaseOutbox(...asked)),
    leaseInterrupted: async (...asked) => standing().then(() => store.leaseInterrupted(...asked)),
  }
}
