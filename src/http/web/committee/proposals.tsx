import { canBeAppealed, countOf, seatedPeople, subjectInWords, type Proposal } from '../../../core/committee/index.ts'
import { Badge, Button, Buttons, Clause, Definitions, Empty, Form, Notice, Table, When } from '../components/index.ts'
import { clauseOf, doing, isConcerned, isSeated, may, nameOf, type Seen } from './seen.ts'

/** What is being decided, each with what the reader can do about it. */
export function OpenProposals({ seen }: { readonly seen: Seen }) {
  const { open } = seen.view.community.committee
  return (
    <section class="stack" aria-labelledby="proposals">
      <h2 id="proposals">
        Open proposals <Clause {...clauseOf('C7')} />
      </h2>
      {open.length === 0 ? (
        <Empty title="Nothing is being decided." says="Nominations, removals and changes of the policy stand here." />
      ) : (
        open.map((one) => <OpenProposal seen={seen} one={one} />)
      )}
    </section>
  )
}

const stages = {
  consensus: 'silence is consent',
  ballot: 'vote',
  body: 'another body decides',
  closed: 'closed',
} as const

function OpenProposal({ seen, one }: { readonly seen: Seen; readonly one: Proposal }) {
  const { view } = seen
  const who = (id: Parameters<typeof nameOf>[1]) => nameOf(view, id)
  const id = `proposal-${one.proposal}`
  return (
    <article class="stack stack-tight" aria-labelledby={id} data-proposal={one.proposal}>
      <h3 id={id}>
        {one.proposal}: {subjectInWords(one.subject, who)} <Badge tone="accent">{stages[one.stage]}</Badge>
      </h3>
      <p class="prose">{one.statement}</p>
      {one.warnings.map(({ clause, says }) => (
        <Notice
          tone="warning"
          says={says}
          clause={clauseOf(clause)}
          {...(one.despite === '' ? {} : { instead: `Going on in spite of it: ${one.despite}` })}
        />
      ))}
      <Definitions label={`Proposal ${one.proposal}`} items={factsOf(seen, one)} />
      {one.objections.map(({ by, reason }) => (
        <p>
          <strong>{who(by)} objected:</strong> {reason}
        </p>
      ))}
      {one.stage === 'ballot' && <Ballots seen={seen} one={one} />}
      <Doing seen={seen} one={one} />
    </article>
  )
}

function factsOf({ view }: Seen, one: Proposal) {
  const { rule } = one
  const needs = rule.needs === 'more-than' ? `more than ${rule.share}` : `at least ${rule.share}`
  const of = rule.of === 'votes' ? 'the ayes and noes' : 'those entitled'
  const quorum = rule.quorum.startsWith('0/') ? '' : `; ${rule.quorum} must take part`
  const takes = `${needs} of ${of}, ${rule.leastAyes === 1 ? 'one aye' : `${rule.leastAyes} ayes`} at least${quorum}`
  const opened = (
    <>
      {nameOf(view, one.by)}, <When at={one.opened} />
    </>
  )
  const closes = one.closes === null ? `when ${rule.body} has decided` : <When at={one.closes} />
  return [
    { term: 'Opened by', value: opened },
    { term: one.stage === 'consensus' ? 'Silence is consent on' : 'Closes', value: closes },
    ...(one.stage === 'body'
      ? []
      : [{ term: one.stage === 'ballot' ? 'It takes' : 'If it comes to a vote', value: takes }]),
  ]
}

function Ballots({ seen: { view }, one }: { readonly seen: Seen; readonly one: Proposal }) {
  const { ayes, noes, abstentions, silent } = countOf(one, seatedPeople(view.community.committee))
  return (
    <Table
      caption={`Ballots: ${ayes} aye, ${noes} no, ${abstentions} abstained, ${silent} silent`}
      titled
      columns={[{ label: 'Seat', head: true }, { label: 'Ballot' }, { label: 'Reason' }]}
      rows={one.electorate.map((seat) => {
        const ballot = one.ballots[seat]
        const by = ballot !== undefined && ballot.by !== seat ? ` (by ${nameOf(view, ballot.by)})` : ''
        const said = one.recused[seat] === undefined ? 'silent' : 'recused'
        return [nameOf(view, seat), ballot === undefined ? said : `${ballot.choice}${by}`, ballot?.reason ?? '']
      })}
    />
  )
}

/** The vote itself stands on the page; what asks for a reason has a page of its own. */
function Doing({ seen, one }: { readonly seen: Seen; readonly one: Proposal }) {
  const { person } = seen.asked
  const proposal = String(one.proposal)
  const concerned = isConcerned(one, person.id)
  const mine = one.by === person.id && may(seen, 'withdrawProposal')
  const voted = one.ballots[person.id] !== undefined || one.recused[person.id] !== undefined
  return (
    <>
      {one.stage === 'ballot' && may(seen, 'vote') && !concerned && !voted && (
        <Form action="/committee/do/vote" hidden={{ proposal }} layout="row" label={`Vote on proposal ${proposal}`}>
          <Buttons>
            {(['aye', 'no', 'abstain'] as const).map((choice) => (
              <Button name="choice" value={choice} label={`${words[choice]} on proposal ${proposal}`}>
                {words[choice]}
              </Button>
            ))}
            <Button tone="quiet" href={doing('vote', { proposal })}>
              Vote with a reason
            </Button>
            {isSeated(seen) && (
              <Button tone="quiet" href={doing('recuse', { proposal })}>
                Recuse yourself
              </Button>
            )}
          </Buttons>
        </Form>
      )}
      <Buttons>
        {one.stage === 'consensus' && may(seen, 'object') && !concerned && (
          <Button href={doing('object', { proposal })}>Object</Button>
        )}
        {one.stage === 'body' && may(seen, 'recordDecision') && !concerned && (
          <Button href={doing('recordDecision', { proposal })}>Record their decision</Button>
        )}
        {mine && (
          <Button tone="quiet" href={doing('withdrawProposal', { proposal })}>
            Withdraw it
          </Button>
        )}
      </Buttons>
    </>
  )
}

const words = { aye: 'Aye', no: 'No', abstain: 'Abstain' } as const

/** What was decided, the newest first: results, ballots and reasons stay on record. */
export function Decided({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const who = (id: Parameters<typeof nameOf>[1]) => nameOf(view, id)
  if (view.decided.length === 0) return <></>
  return (
    <section class="stack" aria-labelledby="decided">
      <h2 id="decided">Decided</h2>
      <Table
        caption="Decided proposals"
        columns={[
          { label: 'Proposal', head: true },
          { label: 'Result' },
          { label: 'On' },
          { label: 'How' },
          ...(may(seen, 'appealDecision') ? [{ label: 'Appeal' }] : []),
        ]}
        rows={view.decided.map((one) => [
          `${one.proposal}: ${subjectInWords(one.subject, who)}`,
          one.closed?.outcome ?? '',
          one.closed === null ? '' : <When at={one.closed.at} only="day" />,
          one.closed?.says ?? '',
          ...(may(seen, 'appealDecision') ? [<Appeal seen={seen} one={one} />] : []),
        ])}
      />
      <p>
        <a href="/committee/record">The whole record of the committee</a>
      </p>
    </section>
  )
}

/** C12: for what the other body could decide otherwise. */
function Appeal({ seen, one }: { readonly seen: Seen; readonly one: Proposal }) {
  const { committee } = seen.view.community
  if (!canBeAppealed(committee, one)) return <></>
  const proposal = String(one.proposal)
  return (
    <a href={doing('appealDecision', { proposal })} aria-label={`Appeal proposal ${proposal}`}>
      Appeal
    </a>
  )
}
