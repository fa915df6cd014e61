import { stamp } from '../../core/clock/index.ts'
import { CveServicesFailed, type CveIdSeen, type CveServices } from '../../app/ports/index.ts'
import { answered, answers } from './answers.ts'
import { ask } from './ask.ts'

/** Pages of ids that are read at most: CVE Services sends 500 or more on each. */
const mostPages = 20

/**
 * CVE Services over HTTP (CVEProject/cve-services, api-docs/openapi.json). `patience`: milliseconds for one exchange.
 * From version 2.6 on a community may name `…/api/registry`: the paths below it are the same.
 */
export function cveServices({ patience = 30_000 } = {}): CveServices {
  return {
    async quota(account) {
      const { body } = await ask(account, { method: 'GET', path: ['org', account.org, 'id_quota'] }, patience)
      return answered(answers.quota, body)
    },
    async reserve(account, year, amount) {
      const query = {
        amount: String(amount),
        cve_year: String(year),
        short_name: account.org,
        // Ids in a row would tell strangers which belong together.
        ...(amount > 1 ? { batch_type: 'nonsequential' } : {}),
      }
      const { body } = await ask(account, { method: 'POST', path: ['cve-id'], query }, patience)
      return answered(answers.reserved, body).cve_ids
    },
    async reservedSince(account, year, since) {
      const ids: CveIdSeen[] = []
      let now: Temporal.Instant | null = null
      for (let page = 1; ;) {
        const query = {
          cve_id_year: String(year),
          'time_reserved.gt': stamp(since),
          ...(page === 1 ? {} : { page: String(page) }),
        }
        const { body, headers } = await ask(account, { method: 'GET', path: ['cve-id'], query }, patience)
        const { cve_ids, nextPage } = answered(answers.page, body)
        ids.push(...cve_ids)
        now ??= instantOf(headers.get('date'))
        if (nextPage == null || nextPage <= page) return { ids, now }
        if (page === mostPages) throw new CveServicesFailed('later', 'too_many_ids')
        page = nextPage
      }
    },
    async show(account, id) {
      const { body } = await ask(account, { method: 'GET', path: ['cve-id', id] }, patience)
      return answered(answers.id, body)
    },
    async published(account, id) {
      const { body } = await ask(account, { method: 'GET', path: ['cve', id] }, patience)
      return answered(answers.record, body).containers.cna ?? null
    },
    async publish(account, id, cnaContainer) {
      await ask(account, { method: 'POST', path: ['cve', id, 'cna'], body: { cnaContainer } }, patience)
    },
    async update(account, id, cnaContainer) {
      await ask(account, { method: 'PUT', path: ['cve', id, 'cna'], body: { cnaContainer } }, patience)
    },
    async reject(account, id, { reason, replacedBy }, published) {
      const cnaContainer = {
        rejectedReasons: [{ lang: 'en', value: reason }],
        ...(replacedBy === null ? {} : { replacedBy: [replacedBy] }),
      }
      const method = published ? 'PUT' : 'POST'
      await ask(account, { method, path: ['cve', id, 'reject'], body: { cnaContainer } }, patience)
    },
  }
}

/** An HTTP date; `null` where there is none. */
function instantOf(date: string | null): Temporal.Instant | null {
  const time = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(time) ? null : Temporal.Instant.fromEpochMilliseconds(time)
}
