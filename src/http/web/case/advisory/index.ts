export { Advisory } from './page.tsx'
export { fieldAt, outlineOf, sheetSent } from './reading.ts'
export { Revision } from './revisions.tsx'
