export { following } from './follow.ts'
export { merging } from './merge.ts'
export { cannotSplit, splitOff } from './split.ts'
