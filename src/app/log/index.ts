export { logVerifierKey, newestCheckpoint, witnessRequest } from './checkpoint.ts'
export { addWitness, cosign, retireWitness, witnesses, type Cosigning } from './cosign.ts'
export { openSequencing, sequence, LogBroken, type Sequencing } from './sequence.ts'
export { proveCase, type Proof, type Proving } from './prove.ts'
