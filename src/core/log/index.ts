export { BadNote } from './badNote.ts'
export {
  bundleFormat,
  bundleShape,
  readCanonical,
  readLink,
  type Bundle,
  type BundleEvent,
  type ShownLink,
} from './bundle.ts'
export { chained, commitment, genesis, linkText, type HmacSha256, type Link, type Sha256 } from './chain.ts'
export { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts'
export { same, type Digest, type Ed25519 } from './digest.ts'
export { consistencyHolds, inclusionHolds, type Consistency, type Inclusion } from './holds.ts'
export { keyOf, readKey, sameKey, signatureTypes, writeKey, type VerifierKey } from './key.ts'
export {
  hasRoom,
  isBy,
  readNote,
  readSignatures,
  signed,
  verdictOf,
  writeNote,
  type Note,
  type NoteSignature,
} from './note.ts'
export { proofsOver, type Proofs } from './proofs.ts'
export { leafOf, openPart, personalPart, placeOf, type SealedBody } from './record.ts'
export {
  readSigningKey,
  signingKeyOf,
  signingKeyPlace,
  signingKeyRow,
  writeSigningKey,
  type SigningKey,
} from './signingKey.ts'
export { appended, emptyFrontier, hashLength, leafHash, nodeHash, rootOf, type Frontier } from './tree.ts'
export { readWitnesses, witnessesRow, writeWitnesses, type Witness } from './witnesses.ts'
