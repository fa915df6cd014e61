export { csafChanges, csafIndex, hashLine } from './directory.ts'
export { providerMetadata } from './provider.ts'
export { withSelf } from './withSelf.ts'
export { rolieFeed, rolieService } from './rolie.ts'
