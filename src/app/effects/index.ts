export { topics, type Effect, type ListMailEffect, type Topic } from './effect.ts'
export { effectsOf } from './ofEvent.ts'
export { entryFor, readEffect } from './outbox.ts'
