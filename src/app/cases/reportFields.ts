import { z } from 'zod'
import { line, paragraphs } from '../../core/kernel/index.ts'

const optional = (max: number) => z.union([z.literal(''), paragraphs(max)]).default('')
const yes = z
  .union([z.boolean(), z.enum(['on', 'true', 'yes', 'false', 'no', ''])], { error: 'must be true or false' })
  .default(false)
  .transform((value) => value === true || value === 'on' || value === 'true' || value === 'yes')

/** What a report asks for (D1–D3). Short: a title and what happens are enough. */
export const reportFields = z.object({
  title: line(200).meta({ title: 'Title', description: 'One line that names the project and the problem' }),
  project: z
    .union([z.literal(''), line(200)])
    .default('')
    .meta({ title: 'Affected project' }),
  versions: z
    .union([z.literal(''), line(500)])
    .default('')
    .meta({ title: 'Affected versions' }),
  impact: paragraphs(20_000).meta({ title: 'Impact', description: 'What an attacker can do', input: 'multiline' }),
  steps: optional(50_000).meta({ title: 'Steps to reproduce', input: 'multiline' }),
  name: z
    .union([z.literal(''), line(200)])
    .default('')
    .meta({ title: 'Your name', description: 'Empty: anonymous' }),
  email: z
    .union([z.literal(''), z.email({ error: 'must be an e-mail address' }).max(254)])
    .default('')
    .meta({ title: 'Your e-mail', description: 'Empty: follow your report by its link alone' }),
  public: yes.meta({ title: 'It is public already', input: 'checkbox' }),
  publicWhere: optional(4000).meta({ title: 'Where it is public', input: 'multiline' }),
  exploited: yes.meta({ title: 'It is being exploited', input: 'checkbox' }),
  intendsToPublish: yes.meta({ title: 'I intend to publish before there is a fix', input: 'checkbox' }),
  publishOn: z
    .union([z.literal(''), z.iso.date({ error: 'must be a date such as 2026-03-17' })])
    .default('')
    .meta({ title: 'I intend to publish on' }),
  terms: yes.meta({ title: 'I handle this privately until the embargo ends', input: 'checkbox' }),
})
export type ReportFields = z.infer<typeof reportFields>

/** What a member enters: when it reached them, too. */
export const memberReportFields = reportFields.omit({ terms: true }).extend({
  name: reportFields.shape.name.meta({ title: 'Reporter’s name', description: 'Empty: nobody, or unknown' }),
  email: reportFields.shape.email.meta({
    title: 'Reporter’s e-mail',
    description: 'Empty, but with a name: you get their link, to hand over',
  }),
  intendsToPublish: reportFields.shape.intendsToPublish.meta({
    title: 'The reporter intends to publish before there is a fix',
  }),
  publishOn: reportFields.shape.publishOn.meta({ title: 'The reporter intends to publish on' }),
  disclosed: z
    .union([z.literal(''), z.iso.datetime({ offset: true, error: 'must be like 2026-03-17T09:30:00Z' })])
    .default('')
    .meta({ title: 'It first reached us at', input: 'instant', description: 'Empty: now' }),
})
