import { csaf, csafDraft } from './csaf/index.ts'
import { cve } from './cve/index.ts'
import type { Format, RecordFormat } from './format.ts'
import { ghsa } from './ghsa/index.ts'
import { markdown } from './markdown/index.ts'
import { openvex } from './openvex/index.ts'
import { ossSecurity } from './oss-security/index.ts'
import { osv } from './osv/index.ts'

/** Every format, as people are shown the list. */
export const formats: readonly Format[] = [osv, cve, csaf, csafDraft, openvex, ghsa, markdown, ossSecurity]

export function isRecordFormat(format: Format): format is RecordFormat {
  return 'schema' in format
}

export function formatNamed(name: string): Format | undefined {
  const plain = name.toLowerCase()
  return formats.find((format) => format.name === (aliases[plain] ?? plain))
}

/** What else people call them. */
const aliases: Readonly<Record<string, Format['name']>> = {
  'osv-1.7': 'osv',
  'cve-5': 'cve',
  'cve-5.1': 'cve',
  'cve-json': 'cve',
  cna: 'cve',
  'csaf-2': 'csaf',
  'csaf-2.0': 'csaf',
  'csaf2.0': 'csaf',
  'csaf2.1': 'csaf-2.1',
  vex: 'openvex',
  'open-vex': 'openvex',
  'openvex-0.2.0': 'openvex',
  github: 'ghsa',
  gh: 'ghsa',
  md: 'markdown',
  mail: 'oss-security',
  oss: 'oss-security',
  'oss-sec': 'oss-security',
}
