export { findOrRegister, personByEmail, registerUnverified, registration } from './register.ts'
export { reporterOfLink } from './reporter.ts'
export { hashOf, liveSecret, mintSecret, newSecret, type SecretRequest } from './secrets.ts'
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
export { createToken, endToken, personOfToken, tokenFields, tokensOf, type Token } from './tokens.ts'
