import { metric, modified, type Metric, type Wording } from '../metric.ts'

// CVSS v3.0 and v3.1 Specification Documents (FIRST, 2015 and 2019), sections 2 to 4: both have the same metrics.
// Names as published, questions and claims in our words. The order is that of section 6, table 15.

const impact: Wording = {
  N: ['None', 'nothing is lost'],
  L: ['Low', 'some is lost, and the attacker does not choose what'],
  H: ['High', 'all is lost, or what matters most'],
}

const requirement: Wording = {
  X: ['Not Defined', 'weighs like Medium'],
  L: ['Low', 'its loss would hurt you little'],
  M: ['Medium', 'its loss would hurt you seriously'],
  H: ['High', 'its loss would be a catastrophe for you'],
}

const base: readonly Metric[] = [
  metric('AV', 'base', 'Attack Vector', 'From where can it be attacked?', {
    N: ['Network', 'from anywhere that can reach it over a network'],
    A: ['Adjacent', 'from the same network segment, or from radio range'],
    L: ['Local', 'from the machine itself, or by what a person on it opens'],
    P: ['Physical', 'with hands on the device'],
  }),
  metric('AC', 'base', 'Attack Complexity', 'How much lies outside the attacker’s control?', {
    L: ['Low', 'nothing, the attack works every time'],
    H: ['High', 'the attacker must prepare for this target, or be lucky'],
  }),
  metric('PR', 'base', 'Privileges Required', 'What must the attacker be allowed beforehand?', {
    N: ['None', 'nothing'],
    L: ['Low', 'what an ordinary user may do'],
    H: ['High', 'what an administrator may do'],
  }),
  metric('UI', 'base', 'User Interaction', 'Must somebody else do something?', {
    N: ['None', 'no'],
    R: ['Required', 'yes, a user must act first'],
  }),
  metric('S', 'base', 'Scope', 'Does the harm reach beyond what the vulnerable component is responsible for?', {
    U: ['Unchanged', 'no'],
    C: ['Changed', 'yes, other components are harmed'],
  }),
  metric('C', 'base', 'Confidentiality', 'How much is disclosed?', impact),
  metric('I', 'base', 'Integrity', 'How much can be altered?', impact),
  metric('A', 'base', 'Availability', 'How much stops working?', impact),
]

const temporal: readonly Metric[] = [
  metric('E', 'temporal', 'Exploit Code Maturity', 'How ready is the exploit?', {
    X: ['Not Defined', 'weighs like High'],
    U: ['Unproven', 'there is none, or only in theory'],
    P: ['Proof-of-Concept', 'code shows the way but does not work everywhere'],
    F: ['Functional', 'code works in most situations'],
    H: ['High', 'code always works, or none is needed'],
  }),
  metric('RL', 'temporal', 'Remediation Level', 'What can be done against it today?', {
    X: ['Not Defined', 'weighs like Unavailable'],
    O: ['Official Fix', 'the vendor has a complete fix'],
    T: ['Temporary Fix', 'the vendor has a stopgap'],
    W: ['Workaround', 'somebody other than the vendor found a way around'],
    U: ['Unavailable', 'nothing'],
  }),
  metric('RC', 'temporal', 'Report Confidence', 'How sure is it that the vulnerability exists?', {
    X: ['Not Defined', 'weighs like Confirmed'],
    U: ['Unknown', 'harm is seen, its cause is not known'],
    R: ['Reasonable', 'the details are public, the cause is not fully proven'],
    C: ['Confirmed', 'it can be reproduced, or the vendor says so'],
  }),
]

const environmental: readonly Metric[] = [
  metric('CR', 'environmental', 'Confidentiality Requirement', 'How much does secrecy matter to you?', requirement),
  metric('IR', 'environmental', 'Integrity Requirement', 'How much does integrity matter to you?', requirement),
  metric('AR', 'environmental', 'Availability Requirement', 'How much does availability matter to you?', requirement),
  ...base.map((one) => modified(one)),
]

export const metricsOf3: readonly Metric[] = [...base, ...temporal, ...environmental]
