import { isSecret } from '../../../core/process/index.ts'
import { Folded } from './report-folded.tsx'
import { CoReporters } from './report-people.tsx'
import { ActForm, cameBack, type ReporterActProps } from './report-act-form.tsx'

/** What the reporter may want to say or change, folded away until it is wanted. */
export function MoreActs(props: ReporterActProps) {
  const { me, view } = props
  const c = view.case
  const secret = isSecret(c.shadow)
  const credit = c.credits[me]
  return (
    <section class="stack" aria-labelledby="more">
      <h2 id="more">More that you can do</h2>
      <Folded {...props} act="chooseCredit" title="Choose whether you are named">
        <ActForm
          {...props}
          act="chooseCredit"
          button="Save"
          fields={[
            {
              name: 'named',
              kind: 'checkbox',
              label: 'Name me in the advisory and the retrospective',
              checked: credit?.named ?? false,
            },
            { name: 'as', label: 'As', hint: 'The name to print. Empty: the one you gave.', value: credit?.as },
          ]}
        />
      </Folded>
      <CoReporters {...props} />
      {((secret && c.intent === null) || cameBack(props, 'stateIntent')) && (
        <Folded {...props} act="stateIntent" title="I intend to publish before there is a fix">
          <ActForm
            {...props}
            act="stateIntent"
            button="Tell the committee"
            fields={[
              { name: 'publishOn', kind: 'datetime', label: 'When?' },
              { name: 'note', kind: 'multiline', rows: 3, label: 'What and why?', required: true },
            ]}
          />
        </Folded>
      )}
      {((secret && c.shadow.em !== 'X') || cameBack(props, 'proposeEmbargo')) && (
        <Folded {...props} act="proposeEmbargo" title="Propose another embargo date">
          <ActForm
            {...props}
            act="proposeEmbargo"
            button="Propose it"
            fields={[
              { name: 'until', kind: 'datetime', label: 'Private until', required: true },
              { name: 'reason', kind: 'multiline', rows: 3, label: 'Why then?', required: true },
            ]}
          />
        </Folded>
      )}
      {(c.publicSince === null || cameBack(props, 'notePublic')) && (
        <Folded {...props} act="notePublic" title="It has become public">
          <ActForm
            {...props}
            act="notePublic"
            button="Tell the committee at once"
            fields={[
              { name: 'how', label: 'How did it become public?', required: true },
              { name: 'evidence', kind: 'multiline', rows: 2, label: 'Where can one see it?', required: true },
            ]}
          />
        </Folded>
      )}
      {((c.accepted === null && c.setAside === null && c.closed === null) || cameBack(props, 'withdrawReport')) && (
        <Folded {...props} act="withdrawReport" title="Withdraw the report">
          <ActForm
            {...props}
            act="withdrawReport"
            button="Withdraw it"
            fields={[{ name: 'reason', kind: 'multiline', rows: 3, label: 'Why?', required: true }]}
          />
        </Folded>
      )}
    </section>
  )
}
