export { Advisory, Revision } from './page.tsx'
export { fieldAt, outlineOf, sheetSent } from './reading.ts'
