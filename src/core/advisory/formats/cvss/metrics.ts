/** The values of CVSS's JSON fields (https://www.first.org/cvss/data-representations), by version and field. */
const undefinedToo = (...values: string[]) => [...values, 'NOT_DEFINED']

const impact2 = ['NONE', 'PARTIAL', 'COMPLETE']
const impact3 = ['NONE', 'LOW', 'HIGH']
const requirement = undefinedToo('LOW', 'MEDIUM', 'HIGH')

export const metrics2: Readonly<Record<string, readonly string[]>> = {
  accessVector: ['NETWORK', 'ADJACENT_NETWORK', 'LOCAL'],
  accessComplexity: ['HIGH', 'MEDIUM', 'LOW'],
  authentication: ['MULTIPLE', 'SINGLE', 'NONE'],
  confidentialityImpact: impact2,
  integrityImpact: impact2,
  availabilityImpact: impact2,
  exploitability: undefinedToo('UNPROVEN', 'PROOF_OF_CONCEPT', 'FUNCTIONAL', 'HIGH'),
  remediationLevel: undefinedToo('OFFICIAL_FIX', 'TEMPORARY_FIX', 'WORKAROUND', 'UNAVAILABLE'),
  reportConfidence: undefinedToo('UNCONFIRMED', 'UNCORROBORATED', 'CONFIRMED'),
  collateralDamagePotential: undefinedToo('NONE', 'LOW', 'LOW_MEDIUM', 'MEDIUM_HIGH', 'HIGH'),
  targetDistribution: undefinedToo('NONE', 'LOW', 'MEDIUM', 'HIGH'),
  confidentialityRequirement: requirement,
  integrityRequirement: requirement,
  availabilityRequirement: requirement,
}

const vector3 = ['NETWORK', 'ADJACENT_NETWORK', 'LOCAL', 'PHYSICAL']

export const metrics3: Readonly<Record<string, readonly string[]>> = {
  attackVector: vector3,
  attackComplexity: ['HIGH', 'LOW'],
  privilegesRequired: impact3,
  userInteraction: ['NONE', 'REQUIRED'],
  scope: ['UNCHANGED', 'CHANGED'],
  confidentialityImpact: impact3,
  integrityImpact: impact3,
  availabilityImpact: impact3,
  exploitCodeMaturity: undefinedToo('UNPROVEN', 'PROOF_OF_CONCEPT', 'FUNCTIONAL', 'HIGH'),
  remediationLevel: undefinedToo('OFFICIAL_FIX', 'TEMPORARY_FIX', 'WORKAROUND', 'UNAVAILABLE'),
  reportConfidence: undefinedToo('UNKNOWN', 'REASONABLE', 'CONFIRMED'),
  confidentialityRequirement: requirement,
  integrityRequirement: requirement,
  availabilityRequirement: requirement,
  modifiedAttackVector: undefinedToo(...vector3),
  modifiedAttackComplexity: undefinedToo('HIGH', 'LOW'),
  modifiedPrivilegesRequired: undefinedToo(...impact3),
  modifiedUserInteraction: undefinedToo('NONE', 'REQUIRED'),
  modifiedScope: undefinedToo('UNCHANGED', 'CHANGED'),
  modifiedConfidentialityImpact: undefinedToo(...impact3),
  modifiedIntegrityImpact: undefinedToo(...impact3),
  modifiedAvailabilityImpact: undefinedToo(...impact3),
}

const vector4 = ['NETWORK', 'ADJACENT', 'LOCAL', 'PHYSICAL']
const base4: Readonly<Record<string, readonly string[]>> = {
  attackVector: vector4,
  attackComplexity: ['HIGH', 'LOW'],
  attackRequirements: ['NONE', 'PRESENT'],
  privilegesRequired: impact3,
  userInteraction: ['NONE', 'PASSIVE', 'ACTIVE'],
  vulnConfidentialityImpact: impact3,
  vulnIntegrityImpact: impact3,
  vulnAvailabilityImpact: impact3,
  subConfidentialityImpact: impact3,
  subIntegrityImpact: impact3,
  subAvailabilityImpact: impact3,
}

/** `none`: what the modified subsequent impacts call no impact: CVE's copy of the schema says NONE, FIRST's NEGLIGIBLE. */
export function metrics4(none: 'NONE' | 'NEGLIGIBLE'): Readonly<Record<string, readonly string[]>> {
  const modified = Object.entries(base4).map(([name, values]) => [
    `modified${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    undefinedToo(...values),
  ])
  return {
    ...base4,
    exploitMaturity: undefinedToo('UNREPORTED', 'PROOF_OF_CONCEPT', 'ATTACKED'),
    confidentialityRequirement: requirement,
    integrityRequirement: requirement,
    availabilityRequirement: requirement,
    ...(Object.fromEntries(modified) as Record<string, string[]>),
    modifiedSubConfidentialityImpact: undefinedToo(none, 'LOW', 'HIGH'),
    modifiedSubIntegrityImpact: undefinedToo(none, 'LOW', 'HIGH', 'SAFETY'),
    modifiedSubAvailabilityImpact: undefinedToo(none, 'LOW', 'HIGH', 'SAFETY'),
    Safety: undefinedToo('NEGLIGIBLE', 'PRESENT'),
    Automatable: undefinedToo('NO', 'YES'),
    Recovery: undefinedToo('AUTOMATIC', 'USER', 'IRRECOVERABLE'),
    valueDensity: undefinedToo('DIFFUSE', 'CONCENTRATED'),
    vulnerabilityResponseEffort: undefinedToo('LOW', 'MODERATE', 'HIGH'),
    providerUrgency: undefinedToo('CLEAR', 'GREEN', 'AMBER', 'RED'),
  }
}
