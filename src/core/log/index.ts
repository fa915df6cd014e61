export { chained, commitment, genesis, type HmacSha256, type Link, type Sha256 } from './chain.ts'
