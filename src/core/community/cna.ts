import { z } from 'zod'
import { organisationId } from '../advisory/index.ts'
import { ifWrong, line } from '../kernel/index.ts'
import { isThisMachine } from './thisMachine.ts'

/** The CVE Program’s two installations of CVE Services, without a slash at the end. */
export const cveServicesAddresses = {
  production: 'https://cveawg.mitre.org/api',
  test: 'https://cveawg-test.mitre.org/api',
} as const

/** Numbering authorities have short names of 2 to 32 characters (CVE record format, `shortName`). */
const shortName = line(32).refine((text) => /^[\w.-]{2,}$/u.test(text), {
  error: 'must be as the CVE Program gave it: letters, digits, dots, hyphens, underscores',
})

/** Keys go into a header as they are: visible ASCII alone. */
const header = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[\x21-\x7e]*$/u, { error: 'must have no spaces and no letters outside ASCII' })

/** A user's account with CVE Services. The key is sealed with the community's record and never shown again. */
export const cnaAccount = z.object({
  address: z
    .url({ protocol: /^https?$/, error: ifWrong('must be a web address such as https://cveawg.mitre.org/api') })
    .max(300)
    .refine(isPrivate, { error: 'must begin with https://; http:// is for this machine only' })
    .overwrite((text) => text.replace(/\/+$/, '')),
  org: shortName,
  /** The organisation’s UUID, which stands in each record; empty: not known yet, and no record is made. */
  orgId: z.union([z.literal(''), organisationId]).default(''),
  user: header(255),
  key: header(500),
})
export type CnaAccount = z.infer<typeof cnaAccount>

/** The key would be read by everyone on the way. Names and passwords do not belong in an address, nor does a query. */
function isPrivate(text: string): boolean {
  const found = /^(https?):\/\/([^/?#]+)[^?#]*$/.exec(text)
  const [, scheme, host = ''] = found ?? []
  if (found === null || host.includes('@')) return false
  return scheme === 'https' || isThisMachine(host.replace(/:\d+$/, ''))
}
