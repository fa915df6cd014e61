export { KeySection, type KeyAttempt } from './section.tsx'
export { keyForms, keySaid, sentKeyForm, type KeyForm } from './sent.ts'
