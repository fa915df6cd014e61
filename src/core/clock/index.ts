export { after, before, earlier, isBefore, later, stamp } from './arithmetic.ts'
export { slots, slotWarnings, weekdayOf, type SlotRule, type Weekday } from './slots.ts'
export { lengthInWords, relative, secondsBetween } from './words.ts'
