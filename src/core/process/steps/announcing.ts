import { openQuestions } from '../../advisory/index.ts'
import type { Policy } from '../../policy/index.ts'
import { resolutionOf } from '../acts/ending.ts'
import { askedChannels } from '../chat.ts'
import { askedForFeedback } from '../feedback.ts'
import { gapsBeforeAnnouncement } from '../gaps.ts'
import { awaitsRepositoryAdvisory } from '../published.ts'
import type { Case, ListMail } from '../state.ts'
import { firstOf, isAnnounced, isUnannounced } from './standing.ts'
import type { StepRule } from './step.ts'

/** R5 to T3: telling the public, looking back, and the end. */
export const announcingSteps: readonly StepRule[] = [
  {
    id: 'draft-announcement',
    act: 'draftAnnouncement',
    clause: 'R8',
    title: 'Draft the announcement',
    why: 'From the policy’s template: releases, CVE, severity, impact, where the binaries are, what mitigates it.',
    duty: 'disclosure',
    role: 'member',
    toward: ['announced'],
    wanted: (c) => isUnannounced(c) && c.fixNoted !== null && needsDraft(c),
    waitsFor: (c) => undraftable(c),
  },
  {
    id: 'announce',
    act: 'sendAnnouncement',
    clause: 'R6',
    title: 'Send the announcement',
    why: 'To the list, and the advisory is published with it.',
    duty: 'disclosure',
    role: 'member',
    toward: ['announced'],
    wanted: (c) => isUnannounced(c) && c.announcement?.state === 'drafted',
    waitsFor: (c, policy, now) => firstOf(gapsBeforeAnnouncement(c, policy, now)),
    fields: (c) => ({ draft: String(c.announcement?.drafts ?? '') }),
  },
  {
    id: 'settle-announcement',
    act: 'settleAnnouncement',
    clause: 'R6',
    title: 'Find out what became of the announcement',
    why: 'Sending it failed, or its outcome is not known. It is never sent twice without a person’s word.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c) => c.closed === null && inDoubt(c.announcement),
  },
  {
    id: 'list-link',
    act: 'recordListLink',
    clause: 'R7',
    title: 'Link the list’s archived message',
    why: 'The chat posts carry this link.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c) => isAnnounced(c) && c.listLink === null,
  },
  {
    id: 'chat',
    act: 'recordChatPost',
    clause: 'R7',
    title: 'Post the link to chat',
    why: 'In every channel that the policy names.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c, policy) => isAnnounced(c) && c.listLink !== null && channelsLeft(c, policy).length > 0,
    fields: (c, policy) => ({ channel: channelsLeft(c, policy)[0] ?? '' }),
  },
  {
    id: 'repository-advisory',
    act: 'noteRepositoryAdvisory',
    clause: 'V3',
    title: 'Publish the repository’s advisory on GitHub',
    button: 'It is published',
    why: 'GitHub assigned the CVE id, and publishes its record with the advisory: until then, nobody finds anything under it.',
    duty: 'infra',
    role: 'member',
    wanted: (c) => isAnnounced(c) && awaitsRepositoryAdvisory(c),
    fields: (c) => ({ evidence: c.advisoryUrl ?? '' }),
  },
  {
    id: 'draft-retrospective',
    act: 'draftRetrospective',
    clause: 'T2',
    title: 'Draft the retrospective',
    why: 'Blameless: everyone involved, the timeline, what introduced the issue, critiques of the process.',
    duty: 'disclosure',
    role: 'member',
    toward: ['retrospectiveSent'],
    wanted: (c) => isAnnounced(c) && c.retrospective === null,
  },
  {
    id: 'answer-retrospective',
    act: 'draftRetrospective',
    clause: 'T1',
    title: 'Answer the open questions of the retrospective',
    why: 'What helped, what got in the way and what will change, only people can say.',
    duty: 'disclosure',
    role: 'member',
    toward: ['retrospectiveSent'],
    wanted: (c) => isAnnounced(c) && c.retrospective?.state === 'drafted' && asks(c),
  },
  {
    id: 'send-retrospective',
    act: 'sendRetrospective',
    clause: 'T2',
    title: 'Send the retrospective',
    why: 'Honest critique is how a community gets good at this.',
    duty: 'disclosure',
    role: 'member',
    toward: ['retrospectiveSent'],
    wanted: (c) => isAnnounced(c) && c.retrospective?.state === 'drafted',
    waitsFor: (c) => (asks(c) ? 'answers to its open questions (T1)' : null),
  },
  {
    id: 'settle-retrospective',
    act: 'settleRetrospective',
    clause: 'T2',
    title: 'Find out what became of the retrospective',
    why: 'Sending it failed, or its outcome is not known.',
    duty: 'disclosure',
    role: 'member',
    wanted: (c) => c.closed === null && inDoubt(c.retrospective),
  },
  {
    id: 'feedback',
    act: 'giveFeedback',
    clause: 'T3',
    title: 'Give your own feedback on the process',
    why: 'Everyone whom the policy names is asked; you may decline.',
    role: 'fixer',
    toward: ['retrospectiveSent'],
    optional: true,
    wanted: isAnnounced,
    each: (c, members, policy) => askedForFeedback(c, members, policy).filter((one) => c.feedback[one] === undefined),
  },
  {
    id: 'close',
    act: 'closeCase',
    clause: 'T1',
    title: 'Close the case',
    why: 'Nothing is left to do; closed is final.',
    duty: 'triage',
    role: 'member',
    wanted: (c) => c.closed === null && c.setAside?.as !== 'deferred' && typeof resolutionOf(c) === 'string',
  },
  {
    id: 'resume',
    act: 'resumeCase',
    clause: 'C2',
    title: 'Take the case up again',
    why: 'It was put off; users are still without a fix.',
    duty: 'triage',
    role: 'member',
    optional: true,
    wanted: (c) => c.closed === null && c.setAside?.as === 'deferred',
  },
]

function needsDraft({ announcement }: Case): boolean {
  return announcement === null || (announcement.state === 'drafted' && announcement.outdated)
}

/** The draft still asks what only people can answer. */
function asks({ retrospective }: Case): boolean {
  return openQuestions(retrospective?.body ?? '').length > 0
}

function undraftable(c: Case): string | null {
  if (c.release === null) return 'the release’s name (R5)'
  if (c.advisory.length === 0) return 'the advisory (V3)'
  return c.severity === null ? 'the severity (V1)' : null
}

function inDoubt(mail: ListMail | null): boolean {
  return mail?.state === 'unsure' || mail?.state === 'failed'
}

function channelsLeft(c: Case, policy: Policy): string[] {
  const asked = askedChannels(c, policy).map(({ channel }) => channel)
  return asked.filter((one) => !c.chatPosts.some(({ channel }) => channel === one))
}
