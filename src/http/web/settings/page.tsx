import type { Child } from 'hono/jsx'
import { committeeOf, shownCommitteeKey, tokensOf, waysState, type Token } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { AskedByPerson } from '../../gate/index.ts'
import { Button, Code, Definitions, Notice, Table, When } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { LogTroubleNotice } from '../logTrouble.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import type { Attempt } from './attempt.ts'
import { CommunitySettings } from './community.tsx'
import { CommitteeKeySettings, committeeKeyOf } from './committeeKey.tsx'
import { SettingForm } from './setting-form.tsx'

export interface Shown {
  readonly attempt?: Attempt
  /** A token that was just made: its value is shown this once. */
  readonly token?: string
  /** What came of a test mail that was not accepted. */
  readonly notice?: Child
}

/** One's own settings; for administrators the community's below. */
export async function settingsPage(asked: AskedByPerson, { attempt, token, notice }: Shown = {}) {
  const { c, world, person, caller } = asked
  const tokens = await tokensOf(world, person.id)
  const committee = can(caller.roles, 'manageCommunity') ? await committeeOf(world) : undefined
  const waysIn = committee === undefined ? {} : await waysState(world)
  const shown = committee === undefined ? undefined : await shownCommitteeKey(world)
  const key =
    committee === undefined || shown === undefined
      ? undefined
      : await committeeKeyOf(world, shown, committee.community.from)
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Settings" current="settings">
      <PageHead title="Settings" />
      {notice}
      <LogTroubleNotice asked={asked} />
      <div class="stack stack-loose">
        {committee !== undefined && <Contents />}
        <section class="stack" aria-labelledby="you">
          <h2 id="you">You</h2>
          <Definitions
            items={[
              { term: 'Name', value: person.name },
              { term: 'E-mail', value: person.email === '' ? 'none' : person.email },
              { term: 'Affiliation', value: person.affiliation === '' ? 'none' : person.affiliation },
            ]}
          />
          <p>
            <a href="/you">Change your name, key or address</a>
          </p>
        </section>
        <Tokens tokens={tokens} made={token} attempt={attempt} />
        {key !== undefined && <CommitteeKeySettings {...key} />}
        {committee !== undefined && <CommunitySettings committee={committee} waysIn={waysIn} attempt={attempt} />}
      </div>
    </Workroom>,
    attempt?.problem.status ?? 200,
  )
}

const contents = [
  ['tokens', 'API tokens'],
  ['committee-key', 'OpenPGP key'],
  ['mail', 'Mail'],
  ['mail-in', 'Mail that comes in'],
  ['reach', 'Alerts'],
  ['projects', 'Projects'],
  ['cna', 'CVE Services'],
  ['seats', 'Seats'],
] as const

/** An administrator's page is long. */
function Contents() {
  return (
    <nav aria-label="On this page">
      <ul class="case-instead" role="list">
        {contents.map(([id, title]) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface TokensProps {
  readonly tokens: readonly Token[]
  readonly made: string | undefined
  readonly attempt: Attempt | undefined
}

function Tokens({ tokens, made, attempt }: TokensProps) {
  return (
    <section class="stack" aria-labelledby="tokens">
      <h2 id="tokens">API tokens</h2>
      <p class="soft">For programs and the command line. A token may do what you may do, nothing more.</p>
      {made !== undefined && (
        <>
          <Notice
            tone="note"
            says="Copy the token now: it is shown this once."
            instead="If it gets lost, make another."
          />
          <Code label="The new token" wraps>
            {made}
          </Code>
        </>
      )}
      <Table
        caption="Your tokens"
        columns={[{ label: 'For', head: true }, { label: 'Made' }, { label: 'Ends' }, { label: 'Action' }]}
        rows={tokens.map(({ id, label, created, expires }) => [
          label,
          <When at={created} only="day" />,
          expires === null ? 'never' : <When at={expires} only="day" />,
          <form method="post" action={`/settings/tokens/${id}/end`}>
            <Button tone="quiet" label={`End it: the token “${label}”`}>
              End it
            </Button>
          </form>,
        ])}
        empty={<p>You have no token.</p>}
      />
      <SettingForm
        form="token"
        action="/settings/tokens"
        label="New token"
        button="Make a token"
        attempt={attempt}
        fields={[
          { name: 'label', label: 'What it is for', required: true, maxlength: 100 },
          { name: 'days', kind: 'number', label: 'Days until it ends', required: true, short: true, value: '90' },
        ]}
      />
    </section>
  )
}
