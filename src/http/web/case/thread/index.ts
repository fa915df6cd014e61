export { Thread } from './page.tsx'
export { newSince, readThread } from './reading.ts'
