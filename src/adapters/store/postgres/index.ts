export type { Claim } from './serving.ts'

/** The client library is loaded by whoever uses it: with the embedded engine a server does without its memory. */
export const openPostgres: (typeof import('./open.ts'))['openPostgres'] = async (url) => {
  return (await import('./open.ts')).openPostgres(url)
}

export const openPostgresReading: (typeof import('./openReading.ts'))['openPostgresReading'] = async (url) => {
  return (await import('./openReading.ts')).openPostgresReading(url)
}

export const holdDatabase: (typeof import('./serving.ts'))['holdDatabase'] = async (url) => {
  return (await import('./serving.ts')).holdDatabase(url)
}

export const serveDatabase: (typeof import('./serving.ts'))['serveDatabase'] = async (...asked) => {
  return (await import('./serving.ts')).serveDatabase(...asked)
}
