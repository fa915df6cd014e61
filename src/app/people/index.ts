export { leavingBatch, personByEmail, type AddressMove } from './address.ts'
export { changePerson } from './change.ts'
export { addressOfLink, changeOwn, confirmAddress, ownAddressFields, ownFields, requestAddress } from './own.ts'
export { findOrRegister, registration, unverified } from './register.ts'
export { reporterOfLink } from './reporter.ts'
export {
  forgetSecrets,
  hashOf,
  labelOf,
  liveSecret,
  mintSecret,
  newSecret,
  openForgetting,
  type SecretRequest,
} from './secrets.ts'
export {
  isLiveLink,
  lifetimes,
  personOfSession,
  requestSignIn,
  signIn,
  signInSecret,
  signOut,
  type SignedIn,
} from './signIn.ts'
export { createToken, endToken, personOfToken, tokenFields, tokensOf, type ByWhom, type Token } from './tokens.ts'
export { findable, reportedWith, unfindable } from './wayBack.ts'
