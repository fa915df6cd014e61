import { z } from 'zod'
import { line } from '../kernel/index.ts'
import { AffectedPackage } from './affected.ts'
import { alias, distinct, draftedLine, draftedText, weakness, webAddress } from './fields.ts'
import { eventInWords, inOrder, TimelineEntry } from './timeline.ts'

/**
 * OSV's reference types (https://ossf.github.io/osv-schema/#references-field) without INTRODUCED: those links
 * have a field of their own, `introducedBy`, because the retrospective needs them (T2).
 */
export const referenceTypes = [
  'ADVISORY',
  'ARTICLE',
  'DETECTION',
  'DISCUSSION',
  'REPORT',
  'FIX',
  'GIT',
  'PACKAGE',
  'EVIDENCE',
  'WEB',
] as const

/** OSV's credit types, the same ten as CVE's and GitHub's. */
export const creditTypes = [
  'FINDER',
  'REPORTER',
  'ANALYST',
  'COORDINATOR',
  'REMEDIATION_DEVELOPER',
  'REMEDIATION_REVIEWER',
  'REMEDIATION_VERIFIER',
  'TOOL',
  'SPONSOR',
  'OTHER',
] as const

export const Reference = z
  .strictObject({
    type: z
      .enum(referenceTypes, { error: `one of ${referenceTypes.join(', ')}; what introduced it goes to introducedBy` })
      .meta({ title: 'Kind of link' }),
    url: webAddress.meta({ title: 'Address' }),
  })
  .meta({ title: 'Reference' })
export type Reference = z.infer<typeof Reference>

export const Credit = z
  .strictObject({
    name: line(200).meta({ title: 'Name', description: 'As the person wants to be named' }),
    type: z.enum(creditTypes).meta({ title: 'Credited as' }),
    consent: z.boolean().meta({ title: 'Agreed to be named', description: 'Without it, the name goes out nowhere' }),
  })
  .meta({ title: 'Credit' })
export type Credit = z.infer<typeof Credit>

/** How many entries each list takes. */
export const most = {
  affected: 100,
  cwes: 25,
  references: 200,
  credits: 200,
  aliases: 50,
  introducedBy: 50,
  timeline: 100,
} as const

/**
 * The one advisory document of a case (V3), from which every format is written. Only the title is needed while
 * people draft; `missing` says what an announcement or a publication still needs.
 */
export const AdvisoryDocument = z
  .strictObject({
    title: line(200).meta({ title: 'Title', description: 'One line that names the product and the problem' }),
    summary: draftedLine(500)
      .default('')
      .meta({ title: 'Summary', description: 'One sentence for lists and announcements; about 120 characters' }),
    details: draftedText(60_000)
      .default('')
      .meta({ title: 'Details', description: 'What is wrong and how it is reached, in Markdown' }),
    impact: draftedText(20_000)
      .default('')
      .meta({ title: 'Impact', description: 'What an attacker gains, and what they need for it' }),
    affected: z
      .array(AffectedPackage)
      .max(most.affected, { error: `at most ${most.affected} packages` })
      .default([])
      .meta({ title: 'Affected packages' }),
    cwes: distinct(weakness, most.cwes).default([]).meta({ title: 'Weaknesses', description: 'CWE ids' }),
    references: z
      .array(Reference)
      .max(most.references, { error: `at most ${most.references} references` })
      .default([])
      .meta({ title: 'References' }),
    credits: z
      .array(Credit)
      .max(most.credits, { error: `at most ${most.credits} credits` })
      .default([])
      .meta({ title: 'Credits' }),
    mitigations: draftedText(20_000)
      .default('')
      .meta({ title: 'Mitigations', description: 'What users can do before they upgrade' }),
    upgrade: draftedText(20_000).default('').meta({ title: 'Upgrade', description: 'How users upgrade, step by step' }),
    vulnerableWhen: draftedText(20_000).default('').meta({
      title: 'Vulnerable when',
      description: 'Features, extensions and configuration that make it likely that a system is vulnerable in practice',
    }),
    aliases: distinct(alias, most.aliases)
      .default([])
      .meta({ title: 'Aliases', description: 'Ids of the same vulnerability elsewhere, such as GHSA-…' }),
    introducedBy: distinct(webAddress, most.introducedBy)
      .default([])
      .meta({ title: 'Introduced by', description: 'Links to the changes that brought the problem in' }),
    timeline: z
      .array(TimelineEntry)
      .max(most.timeline, { error: `at most ${most.timeline} events` })
      .refine((all) => new Set(all.map(eventInWords)).size === all.length, {
        error: 'the same event stands there twice',
      })
      .overwrite(inOrder)
      .default([])
      .meta({ title: 'Timeline', description: 'What happened when, from the report to the fix' }),
  })
  .meta({ title: 'Advisory', description: 'What is wrong, who is affected, what to do' })
export type AdvisoryDocument = z.infer<typeof AdvisoryDocument>
