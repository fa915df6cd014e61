import { affectedPaths, type SuggestedEngineer, type SuggestedTeam } from '../../../app/index.ts'
import { Badge, Button, Buttons, ErrorSummary, Field, Form, Notice, When } from '../components/index.ts'
import type { Seen, Suggested } from './seen.ts'
import { clauseOf } from './text.tsx'

const pathsId = 'suggest-paths'

/** F1: who looks after the affected code, by the repository’s own files. */
export function SuggestTeam({ seen }: { readonly seen: Seen }) {
  const { suggested, view } = seen
  const { projects } = view.community
  if (projects.length === 0) return <></>
  const paths = suggested?.paths ?? affectedPaths(view.case)
  const chosen = suggested?.project ?? view.case.report.project
  return (
    <section class="stack" aria-labelledby="suggest">
      <h2 id="suggest">Who knows this code?</h2>
      <p class="soft">
        The repository’s OWNERS, CODEOWNERS and MAINTAINERS files say it, read from a clone on this server. Nothing is
        fetched: nobody outside learns which code is affected.
      </p>
      <Wrong suggested={suggested} />
      <Form action={`/cases/${view.case.id}/people/suggest`} draft="suggest" label="Who knows this code?">
        {projects.length > 1 && (
          <Field
            name="project"
            kind="select"
            label="Project"
            required
            value={chosen}
            options={projects.map(({ name }) => ({ value: name, label: name }))}
          />
        )}
        <Field
          id={pathsId}
          name="paths"
          kind="lines"
          label="Affected files or folders"
          rows={3}
          placeholder="pkg/verify/entry.go"
          hint="One a line, as in the repository. None: who looks after all of it."
          value={paths}
          error={suggested?.problem?.fields?.find(({ field }) => field.startsWith('paths'))?.says}
        />
        <Buttons>
          <Button>Suggest people</Button>
        </Buttons>
      </Form>
      {suggested?.team !== undefined && <Team seen={seen} asked={suggested} team={suggested.team} />}
    </section>
  )
}

function Wrong({ suggested }: { readonly suggested: Suggested | undefined }) {
  if (suggested?.problem === undefined) return <></>
  const { fields = [], says, instead, clause } = suggested.problem
  if (fields.length === 0) return <Notice tone="refusal" says={says} instead={instead} clause={clauseOf(clause)} />
  const named = fields.map(({ says: wrong }) => ({ field: pathsId, says: `Affected files or folders: ${wrong}` }))
  return <ErrorSummary problems={named} />
}

interface TeamProps {
  readonly seen: Seen
  readonly asked: Suggested
  readonly team: SuggestedTeam
}

function Team({ seen, asked, team }: TeamProps) {
  const missing = team.paths.filter(({ kind }) => kind === 'missing')
  return (
    <div class="stack" data-suggested>
      {asked.invited !== undefined && <Notice tone="note" says={`${asked.invited} is invited.`} />}
      <p class="soft">
        {team.project} as of <When at={team.committed} /> (commit <code>{team.commit.slice(0, 12)}</code>).
        {missing.length > 0 && ` Not there: ${missing.map(({ path }) => path).join(', ')}.`}
      </p>
      {team.people.length === 0 ? (
        <p>Its files name nobody for this. Invite whom you know below.</p>
      ) : (
        <ul class="case-similar" role="list">
          {team.people.map((one, nth) => (
            <li>
              <Engineer seen={seen} asked={asked} team={team} one={one} nth={nth} />
            </li>
          ))}
        </ul>
      )}
      {team.unread.length > 0 && (
        <details class="folded">
          <summary>What could not be read</summary>
          <ul>
            {team.unread.map(({ file, line, says }) => (
              <li>
                {file}, line {line}: {says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const standings: Record<NonNullable<SuggestedEngineer['standing']>, string> = {
  member: 'on the committee',
  invited: 'invited',
  accepted: 'on the fix team',
  declined: 'declined',
  reporter: 'reported this',
}

const roles: Record<SuggestedEngineer['because'][number]['as'], string> = {
  approver: 'approves changes',
  reviewer: 'reviews changes',
  owner: 'owns it',
  maintainer: 'maintains the project',
}

interface EngineerProps extends TeamProps {
  readonly one: SuggestedEngineer
  readonly nth: number
}

function Engineer({ seen, asked, team, one, nth }: EngineerProps) {
  const called = one.name || (one.handle && `@${one.handle}`) || one.email
  const further = [one.name !== '' && one.handle !== '' ? `@${one.handle}` : '', one.affiliation]
  const onTheCase = one.standing === 'invited' || one.standing === 'accepted'
  return (
    <article class="stack stack-tight" aria-labelledby={`suggested-${nth}`}>
      <h3 id={`suggested-${nth}`}>
        {called} {one.standing !== null && <Badge>{standings[one.standing]}</Badge>}
      </h3>
      <p class="soft">
        {[...further, one.email === called ? '' : one.email].filter((text) => text !== '').join(' · ')}
      </p>
      <ul>
        {one.because.map((because) => (
          <li>
            {because.path === '' ? 'All of the project' : <code>{because.path}</code>}: {roles[because.as]} (
            {because.file}, line {because.line}
            {because.alias === '' ? '' : `, as ${because.alias}`})
          </li>
        ))}
      </ul>
      {one.isTeam && <p class="soft">A team: the forge knows who is in it. Invite its people by name below.</p>}
      {!one.isTeam && !onTheCase && <InviteOne seen={seen} asked={asked} team={team} one={one} nth={nth} />}
    </article>
  )
}

/** What the files don’t say is asked; with an address, one button is all. */
function InviteOne({ seen, asked, team, one, nth }: EngineerProps) {
  const { id } = seen.view.case
  const [because] = one.because
  // F2: elsewhere the reason above says it already.
  const asksApproval = seen.view.policy.fixTeam.invite.outsiders === 'after-approval'
  const why = because === undefined ? '' : `${because.file} of ${team.project}, line ${because.line}: ${because.as}`
  const known = one.email !== ''
  const named = one.name !== ''
  const called = one.name || one.handle || one.email
  return (
    <Form
      action={`/cases/${id}/people/invite`}
      label={`Invite ${called}`}
      hidden={{
        suggested: 'yes',
        project: asked.project,
        paths: asked.paths.join('\n'),
        affiliation: one.affiliation,
        why,
        ...(because === undefined || !asksApproval ? {} : { namedIn: because.file }),
        ...(known ? { email: one.email } : {}),
        ...(named ? { name: one.name } : {}),
      }}
    >
      {!named && <Field id={`suggested-${nth}-name`} name="name" label="Name" required value={one.handle} />}
      {!known && (
        <Field
          id={`suggested-${nth}-email`}
          name="email"
          kind="email"
          label="E-mail"
          required
          hint="A handle is no address: ask for it without a word about the vulnerability."
        />
      )}
      <Buttons>
        <Button label={`Invite: ${called}`}>Invite</Button>
      </Buttons>
    </Form>
  )
}
