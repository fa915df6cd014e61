import { metric, type Metric, type Wording } from '../metric.ts'

// A Complete Guide to the Common Vulnerability Scoring System Version 2.0 (FIRST, June 2007), section 2;
// names as published, questions and claims in our words. The order is that of section 2.4, table 13.

const impact: Wording = {
  N: ['None', 'nothing is lost'],
  P: ['Partial', 'some is lost, and the attacker does not choose what'],
  C: ['Complete', 'all is lost'],
}

const requirement: Wording = {
  L: ['Low', 'its loss would hurt you little'],
  M: ['Medium', 'its loss would hurt you seriously'],
  H: ['High', 'its loss would be a catastrophe for you'],
  ND: ['Not Defined', 'weighs like Medium'],
}

export const metricsOf2: readonly Metric[] = [
  metric('AV', 'base', 'Access Vector', 'From where can it be attacked?', {
    L: ['Local', 'with a local account or with hands on the machine'],
    A: ['Adjacent Network', 'from the same network segment'],
    N: ['Network', 'from anywhere on the network'],
  }),
  metric('AC', 'base', 'Access Complexity', 'How hard is it to succeed once there?', {
    H: ['High', 'only under rare circumstances'],
    M: ['Medium', 'under somewhat special circumstances'],
    L: ['Low', 'always'],
  }),
  metric('Au', 'base', 'Authentication', 'How often must the attacker prove who they are?', {
    M: ['Multiple', 'twice or more'],
    S: ['Single', 'once'],
    N: ['None', 'never'],
  }),
  metric('C', 'base', 'Confidentiality Impact', 'How much is disclosed?', impact),
  metric('I', 'base', 'Integrity Impact', 'How much can be altered?', impact),
  metric('A', 'base', 'Availability Impact', 'How much stops working?', impact),
  metric('E', 'temporal', 'Exploitability', 'How ready is the exploit?', {
    U: ['Unproven', 'there is none, or only in theory'],
    POC: ['Proof-of-Concept', 'code shows the way but does not work everywhere'],
    F: ['Functional', 'code works in most situations'],
    H: ['High', 'code always works, or none is needed'],
    ND: ['Not Defined', 'weighs like High'],
  }),
  metric('RL', 'temporal', 'Remediation Level', 'What can be done against it today?', {
    OF: ['Official Fix', 'the vendor has a complete fix'],
    TF: ['Temporary Fix', 'the vendor has a stopgap'],
    W: ['Workaround', 'somebody other than the vendor found a way around'],
    U: ['Unavailable', 'nothing'],
    ND: ['Not Defined', 'weighs like Unavailable'],
  }),
  metric('RC', 'temporal', 'Report Confidence', 'How sure is it that the vulnerability exists?', {
    UC: ['Unconfirmed', 'a single source, or reports that contradict each other'],
    UR: ['Uncorroborated', 'several sources agree, the vendor has not confirmed'],
    C: ['Confirmed', 'the vendor says so, or it can be reproduced'],
    ND: ['Not Defined', 'weighs like Confirmed'],
  }),
  metric('CDP', 'environmental', 'Collateral Damage Potential', 'What life, property or income could be lost?', {
    N: ['None', 'nothing'],
    L: ['Low', 'slight damage'],
    LM: ['Low-Medium', 'moderate damage'],
    MH: ['Medium-High', 'significant damage'],
    H: ['High', 'catastrophic damage'],
    ND: ['Not Defined', 'weighs like None'],
  }),
  metric('TD', 'environmental', 'Target Distribution', 'How much of your environment is vulnerable?', {
    N: ['None', 'nothing'],
    L: ['Low', 'up to a quarter'],
    M: ['Medium', 'up to three quarters'],
    H: ['High', 'more than three quarters'],
    ND: ['Not Defined', 'weighs like High'],
  }),
  metric('CR', 'environmental', 'Confidentiality Requirement', 'How much does secrecy matter to you?', requirement),
  metric('IR', 'environmental', 'Integrity Requirement', 'How much does integrity matter to you?', requirement),
  metric('AR', 'environmental', 'Availability Requirement', 'How much does availability matter to you?', requirement),
]
