import type { DeadlineListItem } from '../components/index.ts'

/** A case on its ninth day: some of it done, one deadline moved, nothing late. */
export const disclosed = '2026-03-02T09:12:00Z'
export const now = '2026-03-10T14:30:00Z'
export const releaseAt = '2026-03-17T16:00:00Z'
export const showIn = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata']

const clause = (id: string) => ({ id, href: `/policy#${id}` })

export const schedule: readonly DeadlineListItem[] = [
  {
    label: 'Fix team',
    due: '2026-03-03T09:12:00Z',
    done: '2026-03-02T20:40:00Z',
    clause: clause('S4'),
    who: 'Ada Quill',
  },
  {
    label: 'Fix ready',
    from: '2026-03-03T09:12:00Z',
    due: '2026-03-12T18:00:00Z',
    original: '2026-03-09T09:12:00Z',
    reason: 'the second branch needs the same change',
    clause: clause('S5'),
    who: 'Fix team',
  },
  {
    label: 'Release day',
    from: '2026-03-03T09:12:00Z',
    due: '2026-03-23T09:12:00Z',
    clause: clause('S6'),
    who: 'Release',
  },
  {
    label: 'Retrospective',
    from: '2026-03-18T16:00:00Z',
    due: '2026-03-20T16:00:00Z',
    clause: clause('S7'),
    who: 'Committee',
  },
]

export const lateSchedule: readonly DeadlineListItem[] = [
  {
    label: 'Fix team',
    due: '2026-03-03T09:12:00Z',
    done: '2026-03-04T11:00:00Z',
    clause: clause('S4'),
    who: 'Ada Quill',
  },
  {
    label: 'Fix ready',
    from: '2026-03-03T09:12:00Z',
    due: '2026-03-09T09:12:00Z',
    clause: clause('S5'),
    who: 'Fix team',
  },
  {
    label: 'Release day',
    from: '2026-03-03T09:12:00Z',
    due: '2026-03-23T09:12:00Z',
    clause: clause('S6'),
    who: 'Release',
  },
]

export const asapSchedule: readonly DeadlineListItem[] = [
  { label: 'Fix team', done: '2026-03-09T21:00:00Z', asap: true, clause: clause('S2'), who: 'Ada Quill' },
  { label: 'Fix ready', from: '2026-03-09T21:00:00Z', asap: true, clause: clause('S2'), who: 'Fix team' },
  { label: 'Release', from: '2026-03-09T21:00:00Z', asap: true, clause: clause('S2'), who: 'Release' },
]

export const doneSchedule: readonly DeadlineListItem[] = schedule.map(
  ({ original: _moved, reason: _why, ...item }, place) => ({
    ...item,
    done:
      ['2026-03-02T20:40:00Z', '2026-03-08T10:00:00Z', '2026-03-17T16:00:00Z', '2026-03-19T09:00:00Z'][place] ?? now,
  }),
)
