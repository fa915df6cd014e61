import type { Dialect } from '../shared/statement.ts'

/** One thread writes: row numbers follow the order of commits by themselves, and nobody else holds or takes a row. */
export const sqlite: Dialect = { place: () => 'null', share: '', take: '' }
