/** What the commands on keys need, and no more is loaded for them: no store, no server. */
export { keyStatus, pastPath, rotateKey } from '../adapters/vault/index.ts'
export { vaultFiles } from './places.ts'
