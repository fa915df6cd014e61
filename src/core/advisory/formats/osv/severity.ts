import { z } from 'zod'
import { matching } from '../parts.ts'

/**
 * Which vectors the OSV schema accepts: for CVSS 2 and 3 known metrics in any order, for CVSS 4.0 the
 * specification's order with every base metric. Scores are not computed here: core/scoring does that.
 */
const v2: Record<string, string> = {
  AV: '[NAL]',
  AC: '[LMH]',
  Au: '[MSN]',
  C: '[NPC]',
  I: '[NPC]',
  A: '[NPC]',
  E: '(?:U|POC|F|H|ND)',
  RL: '(?:OF|TF|W|U|ND)',
  RC: '(?:UC|UR|C|ND)',
  CDP: '(?:N|L|LM|MH|H|ND)',
  TD: '(?:N|L|M|H|ND)',
  CR: '(?:L|M|H|ND)',
  IR: '(?:L|M|H|ND)',
  AR: '(?:L|M|H|ND)',
}
const v3: Record<string, string> = {
  AV: '[NALP]',
  AC: '[LH]',
  PR: '[NLH]',
  UI: '[NR]',
  S: '[UC]',
  C: '[NLH]',
  I: '[NLH]',
  A: '[NLH]',
  E: '[XUPFH]',
  RL: '[XOTWU]',
  RC: '[XURC]',
  CR: '[XLMH]',
  IR: '[XLMH]',
  AR: '[XLMH]',
  MAV: '[XNALP]',
  MAC: '[XLH]',
  MPR: '[XNLH]',
  MUI: '[XNR]',
  MS: '[XUC]',
  MC: '[XNLH]',
  MI: '[XNLH]',
  MA: '[XNLH]',
}
const v4Base: Record<string, string> = {
  AV: '[NALP]',
  AC: '[LH]',
  AT: '[NP]',
  PR: '[NLH]',
  UI: '[NPA]',
  VC: '[HLN]',
  VI: '[HLN]',
  VA: '[HLN]',
  SC: '[HLN]',
  SI: '[HLN]',
  SA: '[HLN]',
}
const v4Optional: Record<string, string> = {
  E: '[XAPU]',
  CR: '[XHML]',
  IR: '[XHML]',
  AR: '[XHML]',
  MAV: '[XNALP]',
  MAC: '[XLH]',
  MAT: '[XNP]',
  MPR: '[XNLH]',
  MUI: '[XNPA]',
  MVC: '[XNLH]',
  MVI: '[XNLH]',
  MVA: '[XNLH]',
  MSC: '[XNLH]',
  MSI: '[XNLHS]',
  MSA: '[XNLHS]',
  S: '[XNP]',
  AU: '[XNY]',
  R: '[XAUI]',
  V: '[XDC]',
  RE: '[XLMH]',
  U: '(?:X|Clear|Green|Amber|Red)',
}

const metrics = (table: Record<string, string>) => Object.entries(table).map(([name, values]) => `${name}:${values}`)
const anyOrder = (table: Record<string, string>) => `(?:${metrics(table).join('|')})`

const vector2 = new RegExp(`^(?:${anyOrder(v2)}/)*${anyOrder(v2)}$`)
const vector3 = new RegExp(`^CVSS:3[.][01]/(?:${anyOrder(v3)}/)*${anyOrder(v3)}$`)
const optional4 = metrics(v4Optional).map((metric) => `(?:/${metric})?`)
const vector4 = new RegExp(`^CVSS:4[.]0/${metrics(v4Base).join('/')}${optional4.join('')}$`)

const vector = (pattern: RegExp) =>
  matching(pattern, 'must be a vector that OSV accepts for this version of CVSS', 'bad_vector')

export const OsvSeverity = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('CVSS_V2'), score: vector(vector2) }),
  z.strictObject({ type: z.literal('CVSS_V3'), score: vector(vector3) }),
  z.strictObject({ type: z.literal('CVSS_V4'), score: vector(vector4) }),
  z.strictObject({ type: z.literal('Ubuntu'), score: z.enum(['negligible', 'low', 'medium', 'high', 'critical']) }),
])
export type OsvSeverity = z.infer<typeof OsvSeverity>
