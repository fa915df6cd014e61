export {
  committeePages,
  committeeTopics,
  topics,
  type AccessEnded,
  type Alert,
  type Alerted,
  type AlertMail,
  type CaseNotice,
  type ChannelMail,
  type CommitteeTopic,
  type CveEffect,
  type Digest,
  type Effect,
  type KeyMail,
  type ListMailEffect,
  type Mailed,
  type Topic,
} from './effect.ts'
export { gathered } from './news.ts'
export { effectsOf } from './ofEvent.ts'
export { entryFor, readEffect } from './outbox.ts'
export { tryWaitingNow } from './tryNow.ts'
