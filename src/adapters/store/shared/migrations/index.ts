import { first } from './0001-first.ts'
import { log } from './0002-log.ts'
import { alarmLeases } from './0003-alarm-leases.ts'
import { search } from './0004-search.ts'
import { seen } from './0005-seen.ts'
import { letters } from './0006-letters.ts'
import { ties } from './0007-ties.ts'
import { visits } from './0008-visits.ts'

/** In order; the place in the list is the schema's version. A released one never changes again: add the next. */
export const migrations: readonly string[] = [first, log, alarmLeases, search, seen, letters, ties, visits]
