import type { Runs } from './connect.ts'
import { PostgresFailed } from './failures.ts'

/** Each is one that lost data, or could not keep it, when it was otherwise. */
const safe: readonly { readonly setting: string; readonly not: RegExp; readonly must: string }[] = [
  { setting: 'fsync', not: /^off$/, must: 'on' },
  { setting: 'full_page_writes', not: /^off$/, must: 'on' },
  { setting: 'synchronous_commit', not: /^off$/, must: 'on' },
  { setting: 'server_encoding', not: /^(?!UTF8$)/, must: 'UTF8' },
  { setting: 'server_version_num', not: /^(?:\d{5}|1[0-3]\d{4})$/, must: '140000 or more' },
]

/** Asks the server itself. Throws `PostgresFailed`: `unsafe_settings`, or `read_only` for a standby. */
export async function assertSafe(on: Runs): Promise<void> {
  for (const { setting, not, must } of safe) {
    const { rows } = await on.query<{ is: string }>('select current_setting($1) as is', [setting])
    const is = rows[0]?.is ?? ''
    if (not.test(is)) throw new PostgresFailed('unsafe_settings', `${setting} is ${is}, it must be ${must}`)
  }
  const { rows } = await on.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  if (rows[0]?.standby) throw new PostgresFailed('read_only', 'this server is a standby: it only reads')
}
