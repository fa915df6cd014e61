import { metric, type Metric } from '../metric.ts'

// CVSS v4.0 Specification Document, section 5: told to the reader, never scored.

const notDefined = ['Not Defined', 'not assessed'] as const

export const supplemental: readonly Metric[] = [
  metric('S', 'supplemental', 'Safety', 'Could people be injured?', {
    X: notDefined,
    N: ['Negligible', 'at most slightly'],
    P: ['Present', 'yes, seriously'],
  }),
  metric('AU', 'supplemental', 'Automatable', 'Can the whole attack run unattended against many targets?', {
    X: notDefined,
    N: ['No', 'some step needs a person'],
    Y: ['Yes', 'every step can'],
  }),
  metric('R', 'supplemental', 'Recovery', 'How does the system come back after an attack?', {
    X: notDefined,
    A: ['Automatic', 'by itself'],
    U: ['User', 'a person must bring it back'],
    I: ['Irrecoverable', 'it does not'],
  }),
  metric('V', 'supplemental', 'Value Density', 'How much does one attack win?', {
    X: notDefined,
    D: ['Diffuse', 'little, each system holds few resources'],
    C: ['Concentrated', 'much, one system holds many resources'],
  }),
  metric('RE', 'supplemental', 'Vulnerability Response Effort', 'How much work is it to respond?', {
    X: notDefined,
    L: ['Low', 'little'],
    M: ['Moderate', 'some, with a brief interruption'],
    H: ['High', 'much, and hard to plan'],
  }),
  metric('U', 'supplemental', 'Provider Urgency', 'How urgent does the provider call it?', {
    X: notDefined,
    Clear: ['Clear', 'not urgent, for information'],
    Green: ['Green', 'a little urgent'],
    Amber: ['Amber', 'moderately urgent'],
    Red: ['Red', 'as urgent as can be'],
  }),
]
