import { point } from '../table.ts'

// Decision points that several tables ask, from CERT/CC's SSVC (github.com/CERTCC/SSVC, data/json/decision_points). Keys,
// versions and names as published; questions and claims in our words.

export const exploitation = point('E', '1.1.0', 'Exploitation', 'Is it exploited already?', {
  N: ['None', 'nobody is seen to exploit it, and no working exploit is public'],
  P: ['Public PoC', 'an exploit is public, or it is well known how such a thing is exploited'],
  A: ['Active', 'there is good evidence that attackers use it'],
})

export const utility = point('U', '1.0.1', 'Utility', 'How useful is the exploit to an attacker?', {
  L: ['Laborious', 'each target takes work by hand, and each wins little'],
  E: ['Efficient', 'it can be automated, or each target wins much, not both'],
  S: ['Super Effective', 'it can be automated, and each target wins much'],
})

export const publicSafetyImpact = point(
  'PSI',
  '2.0.1',
  'Public Safety Impact',
  'Can people come to harm where the software is used?',
  {
    M: ['Minimal', 'hardly'],
    S: ['Significant', 'yes: injury, or the loss of what people rely on'],
  },
)
