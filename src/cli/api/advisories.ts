import { dayOf } from '../../core/clock/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { ask } from './ask.ts'
import { bold, printJson, table } from './print.ts'
import { clean, moment } from './text.ts'

interface AdvisorySeen {
  readonly id: string
  readonly published: string
  readonly severity: { readonly class: string; readonly score: number | null; readonly vector: string | null } | null
  readonly title: string
  readonly document: {
    readonly title: string
    readonly summary: string
    readonly details: string
    readonly affected: readonly {
      readonly package: { readonly ecosystem: string; readonly name: string }
      readonly ranges: readonly {
        readonly introduced: string
        readonly fixed?: string
        readonly lastAffected?: string
      }[]
      readonly versions?: readonly string[]
    }[]
    readonly upgrade: string
    readonly mitigations: string
  }
}

const list: Command = {
  name: 'advisory list',
  usage: '[--json]',
  summary: 'List the published advisories, the newest first',
  options: [jsonOption],
  examples: [['tocsin advisory list', 'needs no token']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const question = { path: '/api/advisories', anonymous: true } as const
    const seen = await ask<{ advisories: readonly AdvisorySeen[] }>(io, question, asJson)
    if (typeof seen === 'number') return seen
    const rows = seen.advisories.map(({ id, published, severity, title }) => [
      id,
      dayOf(published),
      severity?.class ?? '-',
      title,
    ])
    if (asJson) printJson(seen, io)
    else io.out(table(rows, io))
    return exits.done
  },
}

const show: Command = {
  name: 'advisory show',
  usage: 'ID [--json]',
  summary: 'Show one advisory',
  options: [jsonOption],
  examples: [['tocsin advisory show CVE-2026-12345', 'what is affected, and what to do']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/advisories/${encodeURIComponent(read.rest[0] ?? '')}`
    const seen = await ask<AdvisorySeen>(io, { path, anonymous: true }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) {
      printJson(seen, io)
      return exits.done
    }
    const { document, severity, published, id } = seen
    const grade = severity === null ? '' : ` · ${severity.class} ${severity.vector ?? ''}`.trimEnd()
    const { title, summary, details, affected, upgrade, mitigations } = document
    const parts = [
      `${bold(clean(title), io)}\n${clean(id)} · ${moment(published)}${clean(grade)}`,
      ...[summary, details].filter((text) => text !== '').map(clean),
      ...(affected.length === 0 ? [] : [`${bold('Affected', io)}\n${affected.map(affectedLine).join('\n')}`]),
      ...(upgrade === '' ? [] : [`${bold('Upgrade', io)}\n${clean(upgrade)}`]),
      ...(mitigations === '' ? [] : [`${bold('Until then', io)}\n${clean(mitigations)}`]),
    ]
    io.out(`${parts.join('\n\n')}\n`)
    return exits.done
  },
}

type Affected = AdvisorySeen['document']['affected'][number]

/** `Go example.org/harbour: from 1.0.0, fixed in 1.4.2` */
function affectedLine({ package: { ecosystem, name }, ranges, versions = [] }: Affected): string {
  const spans = ranges.map(({ introduced, fixed, lastAffected }) => {
    const end = fixed !== undefined ? `fixed in ${fixed}` : lastAffected !== undefined ? `up to ${lastAffected}` : 'on'
    const start = introduced === '0' ? 'from the first version' : `from ${introduced}`
    return end === 'on' ? `${start} on` : `${start}, ${end}`
  })
  return clean(`${ecosystem} ${name}: ${[...spans, ...versions].join('; ') || 'all versions'}`)
}

const osv: Command = {
  name: 'advisory osv',
  usage: 'ID',
  summary: 'Print one advisory as an OSV record',
  examples: [['tocsin advisory osv CVE-2026-12345 > CVE-2026-12345.json', 'for scanners']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const path = `/api/advisories/${encodeURIComponent(read.rest[0] ?? '')}/osv`
    const seen = await ask<object>(io, { path, anonymous: true }, false)
    if (typeof seen === 'number') return seen
    printJson(seen, io)
    return exits.done
  },
}

export const advisoryCommands: readonly Command[] = [list, show, osv]
