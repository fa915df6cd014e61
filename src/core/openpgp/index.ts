export { fromLatin1, joined, latin1, withCrLf } from './bytes.ts'
export { contentTypeOf, entityOf, fieldOf, partsOf, type Entity } from './entity.ts'
export { inlineIn } from './inline.ts'
export { decodedBody, fromBase64 } from './transfer.ts'
