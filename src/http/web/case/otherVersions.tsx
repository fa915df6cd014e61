import { policyOf } from '../../../app/index.ts'
import { deadlineChanges } from '../../../core/process/index.ts'
import { Table, When } from '../components/index.ts'
import type { Seen } from './seen.ts'

/** Which deadlines would change under each other version of the policy: shown before the case is moved (S1). */
export function OtherVersions({ seen: { view } }: { seen: Seen }) {
  const { community, case: c, policy, now } = view
  const others = Object.keys(community.policies).filter((version) => version !== c.policy)
  if (others.length === 0) return <p>The case runs under version {c.policy}; the community has adopted no other one.</p>
  return (
    <div class="stack">
      <p>
        The case runs under version {c.policy}. New cases run under version {community.policyVersion}.
      </p>
      {others.map((version) => {
        const changes = deadlineChanges(c, policy, policyOf(community, version), now)
        return changes.length === 0 ? (
          <p>Version {version}: no deadline would change.</p>
        ) : (
          <Table
            caption={`Under version ${version}`}
            titled
            columns={[{ label: 'Deadline', head: true }, { label: 'Now' }, { label: 'Then' }]}
            rows={changes.map(({ title, was, becomes }) => [title, instantOr(was), instantOr(becomes)])}
          />
        )
      })}
    </div>
  )
}

function instantOr(at: string | null) {
  return at === null ? <span class="soft">none</span> : <When at={at} />
}
