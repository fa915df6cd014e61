export { Advisory } from './page.tsx'
export { fieldAt, lineOf, outlineOf, sheetSent } from './reading.ts'
export { Revision } from './revisions.tsx'
