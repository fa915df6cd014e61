import { expect, test } from 'vitest'
import { upcastCommunity } from './index.ts'

const days = { person: 'p-000000000000', from: '2026-03-10', to: '2026-03-20' }

test('a leave recorded before it said who takes over what names nobody', () => {
  expect(upcastCommunity('LeaveAnnounced', { leave: 1, ...days })).toMatchObject({ leave: 1, takers: {} })
  const subject = { kind: 'leave', ...days }
  expect(upcastCommunity('ProposalOpened', { proposal: 1, subject })).toMatchObject({
    subject: { ...subject, takers: {} },
  })
})

test('what was named is kept, and a proposal about something else stays as it is', () => {
  const takers = { infra: 'p-000000000001' }
  expect(upcastCommunity('LeaveAnnounced', { leave: 1, ...days, takers })).toMatchObject({ takers })
  expect(upcastCommunity('ProposalOpened', { subject: { kind: 'leave', takers } })).toMatchObject({
    subject: { takers },
  })
  const policy = { kind: 'policy', version: '2', yaml: '' }
  expect(upcastCommunity('ProposalOpened', { subject: policy })).toEqual({ type: 'ProposalOpened', subject: policy })
})
