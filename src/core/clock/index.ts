export { after, before, earlier, isBefore, later, stamp } from './arithmetic.ts'
export { afterBusinessDays } from './businessDays.ts'
export { slots, slotWarnings } from './slots.ts'
export { lengthInWords, secondsBetween } from './words.ts'
