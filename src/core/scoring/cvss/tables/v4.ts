import { metric, modified, type Metric, type Wording } from '../metric.ts'
import { supplemental } from './v4-supplemental.ts'

// CVSS v4.0 Specification Document (FIRST, 2023), sections 2 to 4. Names as published, questions and claims in our
// words. The order is that of section 7, table 23 as its authors corrected it: all V* before all S*.

const vulnerable: Wording = {
  H: ['High', 'all is lost, or what matters most'],
  L: ['Low', 'some is lost, and the attacker does not choose what'],
  N: ['None', 'nothing is lost'],
}

const subsequent: Wording = {
  H: ['High', 'all is lost there, or what matters most'],
  L: ['Low', 'some is lost there, and the attacker does not choose what'],
  N: ['Negligible', 'nothing is lost there, or no other system is touched'],
}

const safety: Wording = { S: ['Safety', 'people could be injured'] }

const requirement: Wording = {
  X: ['Not Defined', 'weighs like High'],
  H: ['High', 'its loss would be a catastrophe for you'],
  M: ['Medium', 'its loss would hurt you seriously'],
  L: ['Low', 'its loss would hurt you little'],
}

const exploitability: readonly Metric[] = [
  metric('AV', 'base', 'Attack Vector', 'From where can it be attacked?', {
    N: ['Network', 'from anywhere that can reach it over a network'],
    A: ['Adjacent', 'from the same network segment, or from radio range'],
    L: ['Local', 'from the machine itself, or by what a person on it opens'],
    P: ['Physical', 'with hands on the device'],
  }),
  metric('AC', 'base', 'Attack Complexity', 'What defences must the attacker get past?', {
    L: ['Low', 'none, the attack works every time'],
    H: ['High', 'the attacker must evade a protection or learn a secret of the target'],
  }),
  metric('AT', 'base', 'Attack Requirements', 'What must be true of the target that the attacker cannot arrange?', {
    N: ['None', 'nothing, nearly every installation can be attacked'],
    P: ['Present', 'a race must be won, or a certain configuration met'],
  }),
  metric('PR', 'base', 'Privileges Required', 'What must the attacker be allowed beforehand?', {
    N: ['None', 'nothing'],
    L: ['Low', 'what an ordinary user may do'],
    H: ['High', 'what an administrator may do'],
  }),
  metric('UI', 'base', 'User Interaction', 'Must somebody else do something?', {
    N: ['None', 'no'],
    P: ['Passive', 'yes, but only what they do anyway'],
    A: ['Active', 'yes, a user must act against what protects them'],
  }),
]

const impacts: readonly Metric[] = [
  metric('VC', 'base', 'Confidentiality (Vulnerable System)', 'How much of the system is disclosed?', vulnerable),
  metric('VI', 'base', 'Integrity (Vulnerable System)', 'How much of the system can be altered?', vulnerable),
  metric('VA', 'base', 'Availability (Vulnerable System)', 'How much of the system stops working?', vulnerable),
  metric('SC', 'base', 'Confidentiality (Subsequent System)', 'How much is disclosed elsewhere?', subsequent),
  metric('SI', 'base', 'Integrity (Subsequent System)', 'How much can be altered elsewhere?', subsequent),
  metric('SA', 'base', 'Availability (Subsequent System)', 'How much stops working elsewhere?', subsequent),
]

const threat: readonly Metric[] = [
  metric('E', 'threat', 'Exploit Maturity', 'Is it being attacked?', {
    X: ['Not Defined', 'weighs like Attacked'],
    A: ['Attacked', 'attacks are reported, or tools make them easy'],
    P: ['Proof-of-Concept', 'code is public, attacks are not known'],
    U: ['Unreported', 'neither code nor attacks are known'],
  }),
]

// Only a subsequent system's integrity and availability can be worse than High: somebody is hurt (section 4.2.2).
const harmsPeople = new Set(['SI', 'SA'])

const environmental: readonly Metric[] = [
  metric('CR', 'environmental', 'Confidentiality Requirement', 'How much does secrecy matter to you?', requirement),
  metric('IR', 'environmental', 'Integrity Requirement', 'How much does integrity matter to you?', requirement),
  metric('AR', 'environmental', 'Availability Requirement', 'How much does availability matter to you?', requirement),
  ...[...exploitability, ...impacts].map((one) => modified(one, harmsPeople.has(one.key) ? safety : {})),
]

export const metricsOf4: readonly Metric[] = [
  ...exploitability,
  ...impacts,
  ...threat,
  ...environmental,
  ...supplemental,
]
