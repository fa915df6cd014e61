import type { z } from 'zod'
import type { Route } from '../gate/index.ts'

export const tags = ['Cases', 'Acts', 'Committee', 'Reports', 'Advisories', 'CVE', 'You', 'Description'] as const

/** A route together with its description: the one source of OpenAPI. */
export interface Operation {
  /** Stable; code generators name functions after it. */
  readonly id: string
  readonly tag: (typeof tags)[number]
  readonly summary: string
  readonly description?: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodObject
  /** A body that the product takes as it stands; shown in the description and sent by a test. */
  readonly example?: Readonly<Record<string, unknown>>
  readonly status: 200 | 201
  readonly answer: z.ZodType
  /** The body is a form (multipart/form-data): these fields, then files, each called `files`. */
  readonly files?: true
  /** The answer is the bytes of a file. */
  readonly bytes?: true
  /** Takes `If-Match: "version"` and answers 409 when the case has moved on. */
  readonly conditional?: true
  /** Answers with the case's version as `ETag`. */
  readonly versioned?: true
  readonly route: Route
}
