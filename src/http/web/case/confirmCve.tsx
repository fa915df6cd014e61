import { cveServicesAddresses, type CnaAccount } from '../../../core/community/index.ts'
import { Code, Confirm, Notice, type Departure } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { Complaint } from './attempt.tsx'
import { Questions } from './questions.tsx'
import type { Seen } from './seen.ts'

/** V2: nothing goes to CVE Services before one has seen what, in whose name, and that it cannot be taken back. */
export function ConfirmReservation({ seen }: { seen: Seen }) {
  return (
    <ToCveServices
      seen={seen}
      act="reserveCve"
      title="Reserve a CVE id?"
      what="A request for one id. It says nothing of the vulnerability."
      note="The id counts against the quota at once. One that is not used has to be rejected, for everyone to see."
      button="Reserve it"
      asks={['year']}
    />
  )
}

export function ConfirmRecord({ seen }: { seen: Seen }) {
  const { id, published } = seen.view.case.cve
  const again = published?.id === id
  if (seen.leaves === undefined) {
    return (
      <Notice
        tone="note"
        says="The record is made of the published advisory, and nothing is public under this id yet."
        instead="It can be published after the announcement."
      />
    )
  }
  return (
    <ToCveServices
      seen={seen}
      act="publishCve"
      title={again ? `Bring the record of ${id} up to date?` : `Publish the record of ${id}?`}
      what={`The record of ${id}, made of the published advisory`}
      note="It is public at once, and copied by databases everywhere: it can be brought up to date, never taken back."
      button={again ? 'Send it' : 'Publish it'}
      text={{ label: 'The record, to the letter', of: seen.leaves }}
    />
  )
}

export function ConfirmRejection({ seen }: { seen: Seen }) {
  const { id } = seen.view.case.cve
  if (id === null) {
    return <Notice tone="note" says="There is no CVE id on record." instead="Nothing needs to be rejected." />
  }
  return (
    <ToCveServices
      seen={seen}
      act="rejectCve"
      title={`Reject ${id}?`}
      what={`${id}, marked as rejected, with why`}
      note="Rejected is for good, for everyone to see: scanners drop the id, and it is never used again."
      button="Reject it"
      asks={['because', 'replacedBy', 'text']}
    />
  )
}

interface ToCveServicesProps {
  readonly seen: Seen
  readonly act: 'reserveCve' | 'publishCve' | 'rejectCve'
  readonly title: string
  readonly what: string
  readonly note: string
  readonly button: string
  readonly asks?: readonly string[]
  readonly text?: { readonly label: string; readonly of: string }
}

function ToCveServices({ seen, act, title, what, note, button, asks = [], text }: ToCveServicesProps) {
  const { case: c, community } = seen.view
  const { cna } = community
  if (cna === null) {
    return (
      <Notice
        tone="note"
        says="The community has no account with CVE Services."
        instead="An administrator enters it in the settings; without one, request the id by MITRE’s form and record it."
      />
    )
  }
  return (
    <>
      <Complaint seen={seen} act={act} />
      <Confirm
        title={title}
        action={`/cases/${c.id}/do/${act}`}
        goes={[departure(cna, what)]}
        {...(text === undefined ? {} : { preview: <Code label={text.label}>{text.of}</Code> })}
        note={note}
        button={button}
        back={{ label: 'Not now', href: addressOf(c.id, 'severity') }}
      >
        {asks.length > 0 && <Questions seen={seen} act={act} only={asks} />}
      </Confirm>
    </>
  )
}

function departure({ address, org, user }: CnaAccount, what: string): Departure {
  const test = address === cveServicesAddresses.test
  const where = test ? 'CVE Services’ test instance: nobody else sees it' : `CVE Services, ${address}`
  return { what, where, to: `the CVE Program, in the name of ${org} as ${user}`, when: 'within a minute' }
}
