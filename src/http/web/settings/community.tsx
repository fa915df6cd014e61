import type { CommitteeMembers as Committee, WayName } from '../../../app/index.ts'
import type { MailInState } from '../../../app/ports/index.ts'
import { Button, Person, Table, When } from '../components/index.ts'
import type { Attempt } from './attempt.ts'
import { CveAccount } from './cna.tsx'
import { MailInSettings } from './mailIn.tsx'
import { SettingForm } from './setting-form.tsx'
import { signInFields } from './signInFields.ts'

interface Props {
  readonly waysIn: Readonly<Partial<Record<WayName, MailInState>>>
  readonly committee: Committee
  readonly attempt: Attempt | undefined
}

/** What administrators set for everybody: mail, projects, seats. */
export function CommunitySettings(props: Props) {
  return (
    <>
      <MailServer {...props} />
      <MailInSettings community={props.committee.community} states={props.waysIn} attempt={props.attempt} />
      <AlertReach {...props} />
      <Projects {...props} />
      <CveAccount cna={props.committee.community.cna} attempt={props.attempt} />
      <Seats {...props} />
    </>
  )
}

function MailServer({ committee: { community }, attempt }: Props) {
  const { mail, from } = community
  return (
    <section class="stack" aria-labelledby="mail">
      <h2 id="mail">Mail</h2>
      <p class="soft">
        {mail === null
          ? 'There is no mail server: nothing leaves, and nobody outside can be invited.'
          : `Mail leaves by ${mail.host}, port ${mail.port}.`}
      </p>
      <SettingForm
        form="mail"
        action="/settings/mail"
        label={mail === null ? 'Enter a mail server' : 'Change the mail server'}
        button="Save"
        attempt={attempt}
        fields={[
          { name: 'from', kind: 'email', label: 'The committee’s mail address', required: true, value: from },
          { name: 'host', label: 'Server', hint: 'Empty: no mail server.', value: mail?.host ?? '' },
          { name: 'port', kind: 'number', label: 'Port', short: true, value: String(mail?.port ?? 587) },
          ...signInFields(mail, { tls: 465, starttls: 587, usual: 'starttls' }),
        ]}
      />
      {mail !== null && (
        <form method="post" action="/settings/mail/test">
          <Button>Send a test to me</Button>
        </form>
      )}
    </section>
  )
}

/** Members choose where their alerts go; what may be reached at all is said here. */
function AlertReach({ committee: { community }, attempt }: Props) {
  const { privateAddresses } = community.alerts
  return (
    <section class="stack" aria-labelledby="reach">
      <h2 id="reach">Alerts</h2>
      <p class="soft">
        {privateAddresses
          ? 'Members’ alerts may go to servers in your own network, and on this machine.'
          : 'Members’ alerts go to public addresses alone, by https.'}
      </p>
      <SettingForm
        form="reach"
        action="/settings/alerts"
        label="Change what alerts may reach"
        button="Save"
        attempt={attempt}
        fields={[
          {
            name: 'privateAddresses',
            kind: 'checkbox',
            value: 'yes',
            label: 'Alerts may go to addresses in our own network',
            checked: privateAddresses,
            hint: 'Only for a chat or an ntfy server of your own: a member could learn which addresses there answer.',
          },
        ]}
      />
    </section>
  )
}

function Projects({ committee: { community }, attempt }: Props) {
  return (
    <section class="stack" aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      <Table
        caption="Projects"
        columns={[{ label: 'Project', head: true }, { label: 'Repository' }, { label: 'Package' }]}
        rows={community.projects.map(({ name, repository, ecosystem, package: of }) => [
          name,
          repository === '' ? '' : <a href={repository}>{repository}</a>,
          [of, ecosystem === '' ? '' : `(${ecosystem})`].filter((part) => part !== '').join(' '),
        ])}
        empty={<p>No project is named yet.</p>}
      />
      <SettingForm
        form="project"
        action="/settings/projects"
        label="Add or change a project"
        button="Add or change it"
        attempt={attempt}
        fields={[
          { name: 'name', label: 'Project', required: true, hint: 'A name that is there already is changed.' },
          { name: 'repository', kind: 'url', label: 'Repository' },
          { name: 'ecosystem', label: 'Ecosystem', hint: 'As OSV spells it: Go, npm, PyPI, crates.io.' },
          { name: 'package', label: 'Package', hint: 'The name under which users install it.' },
        ]}
      />
    </section>
  )
}

function Seats({ committee: { members }, attempt }: Props) {
  return (
    <section class="stack" aria-labelledby="seats">
      <h2 id="seats">Seats</h2>
      <ul class="people" role="list" aria-label="Seats">
        {members.map(({ name, affiliation, since }) => (
          <li>
            <Person
              name={name}
              affiliation={affiliation}
              note={
                <>
                  since <When at={since} only="day" />
                </>
              }
            />
          </li>
        ))}
      </ul>
      <SettingForm
        form="member"
        action="/settings/members"
        label="Seat a member"
        button="Seat this member"
        attempt={attempt}
        fields={[
          { name: 'name', label: 'Name', required: true },
          { name: 'email', kind: 'email', label: 'E-mail', required: true },
          { name: 'affiliation', label: 'Affiliation', hint: 'Employer or vendor, if any (C6).' },
          { name: 'openpgp', kind: 'multiline', mono: true, rows: 3, label: 'OpenPGP key', hint: 'Armored, public.' },
        ]}
      />
      <SettingForm
        form="seat"
        action="/settings/members/end"
        label="End a seat"
        button="End the seat"
        attempt={attempt}
        fields={[
          {
            name: 'person',
            kind: 'select',
            label: 'Whose',
            required: true,
            options: members.map(({ person, name }) => ({ value: person, label: name })),
          },
          {
            name: 'reason',
            kind: 'multiline',
            rows: 2,
            label: 'Why',
            required: true,
            hint: 'On record. Access to all cases ends at once (C13).',
          },
        ]}
      />
    </section>
  )
}
