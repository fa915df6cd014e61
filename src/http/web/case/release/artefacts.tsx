import { checks, type Artefact } from '../../../../core/process/index.ts'
import { Button, Clause, Empty, Table, When } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing } from '../steps.tsx'
import { Address, clauseOf } from '../text.tsx'

type Check = (typeof checks)[number]

/** R4: every artefact and every check of it, with the evidence. */
export function Artefacts({ seen }: { readonly seen: Seen }) {
  const { case: c, policy } = seen.view
  const wanted = checks.filter((check) => policy.release.artefacts.checks.includes(check))
  return (
    <section class="stack" aria-labelledby="artefacts">
      <h2 id="artefacts">
        Artefacts <Clause {...clauseOf(policy.release.artefacts.clause)} />
      </h2>
      {c.fixReleased !== null && (
        <p>
          All verified: users can install the fix since <When at={c.fixReleased} />.
        </p>
      )}
      <Table
        caption="Artefacts and their checks"
        columns={[{ label: 'Artefact', head: true }, ...wanted.map((check) => ({ label: labelOf(check) }))]}
        rows={c.artefacts.map((artefact) => [
          <>
            {artefact.name}
            <span class="case-because">
              <Address url={artefact.url} />
            </span>
          </>,
          ...wanted.map((check) => <Checked seen={seen} artefact={artefact} check={check} />),
        ])}
        empty={
          <Empty
            title="No artefact is listed yet"
            says="Every binary, image and package that users get is listed here."
          />
        }
      />
      {may(seen, 'listArtefact') && c.closed === null && c.fixReleased === null && (
        <p>
          <Button href={doing(c.id, 'listArtefact')}>List an artefact</Button>
        </p>
      )}
    </section>
  )
}

function Checked({ seen, artefact, check }: { seen: Seen; artefact: Artefact; check: Check }) {
  const { view } = seen
  const told = artefact.checks[check]
  const acts = may(seen, 'checkArtefact') && view.case.merged !== null && view.case.closed === null
  const link = (words: string) => (
    <a
      href={doing(view.case.id, 'checkArtefact', { artefact: String(artefact.artefact), check }, 'release')}
      aria-label={`${words}: ${artefact.name}, ${labelOf(check)}`}
    >
      {words}
    </a>
  )
  if (told === undefined) return acts ? link('Check') : <span class="soft">open</span>
  return (
    <>
      <strong>{told.passed ? 'passed' : 'failed'}</strong> {!told.passed && acts && link('Check again')}
      <span class="case-because">
        {nameOf(view, told.by)}, <When at={told.at} />: {told.evidence}
      </span>
    </>
  )
}
