import { z } from 'zod'
import { Cvss2, Cvss30, Cvss31, cvss4 } from '../cvss/index.ts'
import { address, check, cpe, isPurl, list, matching, notEmpty, text, time } from '../parts.ts'

/** The pieces of CSAF documents that 2.0 and the draft of 2.1 share. */
const distinct = { distinct: true }
export const some = text()
export const web = address()
export const moment = time
export const productId = text()
export const products = list(productId, distinct)

/** Sections 3.1.11 (version_t): a number, or SemVer. */
export const version = matching(
  /^(?:(?:0|[1-9][0-9]*)|(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?)$/,
  'must be a number or a semantic version',
)

/** RFC 5646, as CSAF has it. */
export const language = matching(
  /^(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}(?:-[A-Za-z]{3}){0,2})?|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?|[Xx](?:-[A-Za-z0-9]{1,8})+|[Ii]-[Dd]efault|[Ii]-[Mm]ingo)$/,
  'must be a language such as en',
)

/** Which of the two versions a document is in: 2.1 is a draft. */
export type CsafVersion = '2.0' | '2.1'

/** Where products may be said to be meant, and in 2.1 in more places. */
export const meant = { group_ids: products.exactOptional(), product_ids: products.exactOptional() }

export const acknowledgments = list(
  notEmpty(
    z.strictObject({
      names: list(some).exactOptional(),
      organization: some.exactOptional(),
      summary: some.exactOptional(),
      urls: list(web).exactOptional(),
    }),
  ),
)

export function notes(csaf: CsafVersion) {
  return list(
    z.strictObject({
      audience: some.exactOptional(),
      category: z.enum(['description', 'details', 'faq', 'general', 'legal_disclaimer', 'other', 'summary']),
      text: some,
      title: some.exactOptional(),
      ...(csaf === '2.1' ? meant : {}),
    }),
  )
}

export const references = list(
  z.strictObject({ category: z.enum(['external', 'self']).exactOptional(), summary: some, url: web }),
)

const packageUrl = check(z.string(), 'bad_purl', 'must be a package URL', isPurl)

function identification(csaf: CsafVersion) {
  const fresh = csaf === '2.1' ? distinct : {}
  const algorithm = csaf === '2.1' ? matching(/^[0-9a-z][0-9a-z-]*$/, 'must be the name of an algorithm') : some
  const hash = csaf === '2.1' ? /^[0-9a-f]{32,}$/ : /^[0-9a-fA-F]{32,}$/
  const digest = z.strictObject({ algorithm, value: matching(hash, 'must be a hash in hexadecimal digits') })
  return notEmpty(
    z.strictObject({
      cpe: cpe.exactOptional(),
      hashes: list(z.strictObject({ file_hashes: list(digest, fresh), filename: some }), fresh).exactOptional(),
      model_numbers: list(some, distinct).exactOptional(),
      ...(csaf === '2.1'
        ? { purls: list(packageUrl, distinct).exactOptional() }
        : { purl: packageUrl.exactOptional() }),
      sbom_urls: list(web, fresh).exactOptional(),
      serial_numbers: list(some, distinct).exactOptional(),
      skus: list(some, fresh).exactOptional(),
      x_generic_uris: list(z.strictObject({ namespace: web, uri: web }), fresh).exactOptional(),
    }),
  )
}

export interface Product {
  readonly name: string
  readonly product_id: string
  readonly product_identification_helper?: {
    readonly purl?: string
    readonly purls?: readonly string[]
    readonly x_generic_uris?: readonly { readonly namespace: string; readonly uri: string }[]
  }
}

export function fullName(csaf: CsafVersion) {
  return z.strictObject({
    name: some,
    product_id: productId,
    product_identification_helper: identification(csaf).exactOptional(),
  })
}

export interface Branch {
  readonly category: string
  readonly name: string
  readonly branches?: readonly Branch[]
  readonly product?: Product
}

export function branches(csaf: CsafVersion): z.ZodType<Branch[]> {
  const one: z.ZodType<Branch> = z
    .strictObject({
      category: z.enum([
        'architecture',
        'host_name',
        'language',
        csaf === '2.1' ? 'platform' : 'legacy',
        'patch_level',
        'product_family',
        'product_name',
        'product_version',
        'product_version_range',
        'service_pack',
        'specification',
        'vendor',
      ]),
      name: some,
      branches: z.lazy(() => list(one)).exactOptional(),
      product: fullName(csaf).exactOptional(),
    })
    .refine((branch) => Object.keys(branch).length === 3, {
      error: 'must have either branches or a product',
      params: { code: 'contradiction' },
    })
  return list(one)
}

const three = z.union([Cvss30, Cvss31])

export const scores = list(
  z
    .strictObject({ cvss_v2: Cvss2.exactOptional(), cvss_v3: three.exactOptional(), products })
    .refine((one) => Object.keys(one).length >= 2, {
      error: 'must hold a CVSS object',
      params: { code: 'missing_field' },
    }),
)

const share = matching(/^(?:0\.[0-9]+|1\.0+)$/, 'must be a share from 0.0 to 1.0')

export const metrics = list(
  z.strictObject({
    content: notEmpty(
      z.strictObject({
        cvss_v2: Cvss2.exactOptional(),
        cvss_v3: three.exactOptional(),
        cvss_v4: cvss4('first').exactOptional(),
        epss: z.strictObject({ percentile: share, probability: share, timestamp: moment }).exactOptional(),
        qualitative_severity_rating: z.enum(['critical', 'high', 'low', 'medium', 'none']).exactOptional(),
      }),
    ),
    products,
    source: web.exactOptional(),
  }),
  distinct,
)
