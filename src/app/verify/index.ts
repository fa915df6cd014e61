export { verifyLog, type Against, type Verifying } from './log.ts'
export { findingCodes, type Finding, type FindingCode, type Verification } from './verification.ts'
export { checkBundle, type BundleFinding, type BundleTrust, type CheckedBundle, type ProvenEvent } from './bundle.ts'
