import {
  Button,
  Buttons,
  Code,
  Confirm,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  type Problem,
} from '../components/index.ts'
import { Frame, type GalleryProps } from './frame.tsx'
import { releaseAt } from './schedule.ts'

const problems: readonly Problem[] = [
  { field: 'address', says: 'Write an e-mail address, like ada@example.org.' },
  { field: 'ends', says: 'Choose an hour that is still to come.' },
]

const mail = `Subject: Security release of lanternfish/verify 2.4.1 is now available
To: announce@lists.example.org

Hello Lanternfish community,

verify 2.4.1 fixes CVE-2026-00000 (CVSS score 8.1): an empty certificate chain was accepted.
Upgrading is encouraged.`

export function FormsPage(props: GalleryProps) {
  return (
    <Frame {...props} title="Forms" lead="Everything that may be asked, right and wrong.">
      <ErrorSummary problems={problems} />
      <Form action="#" draft="gallery" hidden={{ token: 'x' }} label="Everything a form may ask">
        <Field name="title" label="Title" required hint="What happens, in one line." value="Empty chain is accepted" />
        <Field
          name="address"
          kind="email"
          label="E-mail"
          required
          error={problems[0]?.says}
          value="ada@"
          autocomplete="email"
        />
        <Field name="link" kind="url" label="Link" placeholder="https://" />
        <Field name="text" kind="multiline" label="What did you find?" required rows={4} />
        <Field
          name="packages"
          kind="lines"
          label="Affected packages"
          value={['lanternfish/verify', 'lanternfish/cli']}
        />
        <Field
          name="duty"
          kind="select"
          label="Duty"
          required
          options={['Triage', 'Infra', 'Disclosure', 'Release'].map((label) => ({
            value: label.toLowerCase(),
            label,
          }))}
        />
        <Field
          name="replicated"
          kind="choice"
          label="Can it be replicated?"
          required
          value="partly"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'partly', label: 'Partly', hint: 'Say under which conditions.' },
            { value: 'no', label: 'No' },
          ]}
        />
        <Field name="ends" kind="datetime" label="Embargo ends" required value={releaseAt} error={problems[1]?.says} />
        <Field
          name="named"
          kind="checkbox"
          label="Name me in the advisory"
          hint="You can change this until release day."
        />
        <Field name="locked" label="Case number" value="c-7tq0" disabled required />
        <Fieldset legend="When away" hint="Two weeks or more are coordinated with the others.">
          <Field name="from" kind="date" label="From" required />
          <Field name="file" kind="file" label="Attachment" />
        </Fieldset>
        <Buttons>
          <Button tone="primary">Save</Button>
          <Button>Preview</Button>
          <Button disabled>Publish</Button>
          <Button tone="quiet" href="#">
            Not now
          </Button>
        </Buttons>
      </Form>
      <Form action="#" method="get" layout="row" label="Search cases">
        <Field name="q" kind="search" label="Words" />
        <Field name="phase" kind="select" label="Phase" options={[{ value: '', label: 'any' }]} />
        <Button>Search</Button>
      </Form>
      <Confirm
        title="Send the announcement?"
        action="#"
        goes={[
          {
            what: 'The announcement below',
            where: 'Mailing list',
            to: 'announce@lists.example.org (1,204 readers)',
            when: 'now',
          },
          { what: 'The advisory, revision 6', where: 'This site', to: 'everybody' },
        ]}
        preview={
          <Code label="The mail, to the letter" wraps>
            {mail}
          </Code>
        }
        note="A mail can’t be called back."
        button="Send and publish"
        back={{ label: 'Not now', href: '#' }}
      />
    </Frame>
  )
}
