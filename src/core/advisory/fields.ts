import { z } from 'zod'
import { textProblem } from '../kernel/index.ts'

/** Clean text that may still be empty while people draft; line ends become `\n`, white space at the ends is cut. */
function drafted(max: number, lines: 'one' | 'many') {
  const error = `at most ${max} characters`
  return z
    .string()
    .max(max * 2, { error })
    .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
    .max(max, { error })
    .superRefine((text, context) => {
      const problem = textProblem(text, lines)
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
    })
}

export function draftedLine(max: number) {
  return drafted(max, 'one')
}

export function draftedText(max: number) {
  return drafted(max, 'many')
}

/**
 * An address of the web, in RFC 3986's characters and without a user name: what looks like one host and leads to
 * another (`https://example.org@evil.example`) is refused, and so is every scheme that isn't http or https.
 * A port is any number of up to five digits, as in RFC 3986 and in the `uri` of the official schemas (ajv-formats): what
 * they accept is readable here, too, although nobody listens beyond 65535.
 */
export const webAddress = z
  .string()
  .trim()
  .max(2000, { error: 'at most 2000 characters' })
  .regex(
    /^https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/,
    { error: 'an http or https address without a user name; characters beyond ASCII are percent-encoded' },
  )

/** A version as its ecosystem writes it: no white space. */
export const version = z
  .string()
  .max(200, { error: 'at most 200 characters' })
  .regex(/^\S+$/u, { error: 'a version without white space' })
  .superRefine((text, context) => {
    const problem = textProblem(text, 'one')
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })

/** SemVer 2.0.0, or `0` for "from the very first version" (OSV). */
export const semanticVersion = z
  .string()
  .max(200, { error: 'at most 200 characters' })
  .regex(/^(?:0|(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/, {
    error: 'a semantic version such as 1.4.2, without a leading v; 0 stands for the very first version',
  })

/** A whole git commit id (SHA-1 or SHA-256), or `0` for the beginning of the history. */
export const commit = z.string().regex(/^(?:0|[a-f0-9]{40}|[a-f0-9]{64})$/, {
  error: 'a whole commit id (40 or 64 hexadecimal digits), or 0 for the beginning',
})

/** https://github.com/package-url/purl-spec, in printable ASCII. */
export const packageUrl = z
  .string()
  .max(500, { error: 'at most 500 characters' })
  .regex(/^pkg:[a-z][a-z0-9.+-]*\/[!-~]+$/, { error: 'a package URL such as pkg:golang/example.org/anchor' })

export const weakness = z.string().regex(/^CWE-[1-9][0-9]{0,4}$/, { error: 'a CWE id such as CWE-347' })

/** The vulnerability's id in another database. */
export const alias = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*-[A-Za-z0-9][A-Za-z0-9._:-]{0,80}$/, {
  error: 'an id in another database, such as GHSA-xxxx-xxxx-xxxx',
})

/** A list in which nothing stands twice. */
export function distinct<Item extends z.ZodType<string>>(item: Item, max: number) {
  return z
    .array(item)
    .max(max, { error: `at most ${max}` })
    .refine((list) => new Set(list).size === list.length, { error: 'the same entry stands there twice' })
}
