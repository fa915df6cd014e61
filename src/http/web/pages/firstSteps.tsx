import { countListed, policyOf } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { Community, Person } from '../../../core/community/index.ts'
import type { AskedByPerson } from '../../gate/index.ts'
import { NextStep, NextSteps } from '../components/index.ts'

export interface FirstStep {
  readonly what: string
  readonly why: string
  readonly clause: string
  readonly action: { readonly label: string; readonly href: string }
}

/** What a member does before the first report comes in; empty from the first case on. */
export async function firstStepsFor({ world, person, caller }: AskedByPerson): Promise<readonly FirstStep[]> {
  const { community, roles } = caller
  if (community === null || !roles.includes('member')) return []
  const { open, closed } = await countListed(world, person.id)
  return open + closed > 0 ? [] : firstSteps(community, person, can(roles, 'manageCommunity'))
}

function firstSteps(community: Community, person: Person, administers: boolean): readonly FirstStep[] {
  const { committee } = policyOf(community, community.policyVersion)
  const lacksKey = committee.bootstrap.needs.includes('openpgp') && person.openpgp === ''
  return [
    ...(administers ? [mail(community)] : []),
    ...(lacksKey
      ? [
          {
            what: 'Give your OpenPGP key',
            why: 'The policy asks each member for one. Mail to you is encrypted to it, and then says what happened.',
            clause: committee.bootstrap.clause,
            action: { label: 'Your page', href: '/you' },
          },
        ]
      : []),
    {
      what: 'Read the policy',
      why: 'Every step and every deadline comes from it. The committee changes it by a proposal.',
      clause: committee.selection.clause,
      action: { label: 'The policy', href: '/policy' },
    },
    {
      what: 'Say where to report',
      why: `Name ${community.address}/report in SECURITY.md and on your web site: whoever reports needs no account.`,
      clause: 'D1',
      action: { label: 'The form', href: '/report' },
    },
  ]
}

function mail({ mail: server }: Community): FirstStep {
  return {
    what: server === null ? 'Enter your mail server' : 'Send a test mail to yourself',
    why:
      server === null
        ? 'Without one no mail leaves: members are told of nothing, and reporters of no answer.'
        : 'What is wrong with the mail server shows now, and not with the first report.',
    clause: 'C3',
    action: { label: 'Settings', href: '/settings#mail' },
  }
}

export function FirstSteps({ steps, now }: { readonly steps: readonly FirstStep[]; readonly now: Temporal.Instant }) {
  return (
    <section class="stack" aria-labelledby="first-steps">
      <h2 id="first-steps">Before the first report</h2>
      <NextSteps title="Before the first report">
        {steps.map(({ what, why, clause, action }) => (
          <NextStep
            what={what}
            why={why}
            who={[]}
            mine
            now={now}
            clause={{ id: clause, href: `/policy#${clause}` }}
            action={action}
          />
        ))}
      </NextSteps>
    </section>
  )
}
