export { atom } from './atom.ts'
export { jsonFeed } from './jsonFeed.ts'
