export { csafChanges, csafIndex, hashLine } from './directory.ts'
export { providerMetadata } from './provider.ts'
export { rolieFeed, rolieService } from './rolie.ts'
