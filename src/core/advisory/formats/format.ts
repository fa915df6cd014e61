import type { z } from 'zod'
import type { Advisory } from './advisory.ts'
import type { Read } from './reading.ts'

export type FormatName = 'osv' | 'cve' | 'csaf' | 'csaf-2.1' | 'openvex' | 'ghsa' | 'markdown' | 'oss-security'

/** Why a format does not keep what stands at a place, by pointer; `*` is any number. The longest that fits counts. */
export type Reasons = Readonly<Record<string, string>>

interface Named {
  readonly name: FormatName
  readonly title: string
  /** Where it is specified. */
  readonly specification: string
  readonly mediaType: string
  readonly reasons: Reasons
}

/** A format that machines read: written, checked and read again. */
export interface RecordFormat extends Named {
  readonly schema: z.ZodType<object>
  /** Whether the official schema lets fields that it does not know stand in the object at this pointer. */
  isOpen(pointer: string, record: object): boolean
  write(advisory: Advisory): object
  read(record: object): Read
}

/** A format that only people read. */
export interface TextFormat extends Named {
  write(advisory: Advisory): string
}

export type Format = RecordFormat | TextFormat
