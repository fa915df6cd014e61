import { awaitsRepositoryAdvisory, isPublished } from '../../../../core/process/index.ts'
import { Button, Empty, Evidence, When } from '../../components/index.ts'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing, StepsHere } from '../steps.tsx'
import { Withheld } from '../withheld.tsx'
import { Comments } from './comments.tsx'
import { Editor } from './editor.tsx'
import { Lacking } from './lacking.tsx'
import { Overtaken } from './overtaken.tsx'
import { Rendered } from './rendered.tsx'
import { Revisions } from './revisions.tsx'
import { Sharing } from './sharing.tsx'

/** R5: what is public is changed by the committee alone. */
function mayRevise(seen: Seen): boolean {
  return may(seen, 'reviseAdvisory') && (seen.view.roles.includes('member') || !isPublished(seen.view.case))
}

/** V3: the newest revision as it reads, what it lacks, the editor, and the revisions before. */
export function Advisory({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const newest = c.advisory.at(-1)
  return (
    <div class="stack stack-loose">
      <Overtaken seen={seen} newest={newest} />
      <Withheld seen={seen} />
      <StepsHere seen={seen} page="advisory" />
      {newest === undefined ? (
        <Empty title="There is no advisory yet" says="Begin with what is known; it is edited as more is discovered." />
      ) : (
        <section class="stack" aria-labelledby="newest">
          <h2 id="newest">Revision {newest.revision}</h2>
          <p class="soft">
            {nameOf(seen.view, newest.by)}, <When at={newest.at} />
            {newest.note !== '' && `: ${newest.note}`}
            {mayRevise(seen) && c.closed === null && (
              <>
                . <a href="#edit">Edit it</a>
              </>
            )}
          </p>
          <Sharing seen={seen} revision={newest.revision} />
          <Lacking document={newest.document} />
          <Rendered document={newest.document} />
        </section>
      )}
      {mayRevise(seen) && c.closed === null && <Editor seen={seen} />}
      {may(seen, 'reviseAdvisory') && !mayRevise(seen) && c.closed === null && (
        <p class="soft">
          The advisory is public: the committee alone changes it, since everyone reads it at once. Say below what should
          change.
        </p>
      )}
      <Comments seen={seen} />
      <Revisions seen={seen} />
      <section class="stack" aria-labelledby="elsewhere">
        <h2 id="elsewhere">In the repository</h2>
        {c.advisoryUrl === null ? (
          <p class="soft">Not linked yet.</p>
        ) : (
          <p>
            <Evidence kind="link" value={c.advisoryUrl} href={c.advisoryUrl} />
          </p>
        )}
        <Published seen={seen} />
        {may(seen, 'linkAdvisory') && c.closed === null && (
          <p class="buttons">
            <Button href={doing(c.id, 'linkAdvisory', {}, 'advisory')}>Link the repository’s advisory</Button>
            {c.publicSince !== null && (
              <Button href={doing(c.id, 'noteRepositoryAdvisory', { evidence: c.advisoryUrl ?? '' }, 'advisory')}>
                It is published, or will not be
              </Button>
            )}
          </p>
        )}
      </section>
    </div>
  )
}

/** V2, V3: what came of the repository's advisory; where GitHub assigned the CVE id, its record comes with it. */
function Published({ seen }: { readonly seen: Seen }) {
  const { case: c } = seen.view
  const { repositoryAdvisory: noted } = c
  if (noted !== null) {
    return (
      <p>
        {noted.published ? 'Published' : 'It will not be published'}, <When at={noted.at} />: {noted.evidence}
      </p>
    )
  }
  if (!awaitsRepositoryAdvisory(c)) return <></>
  return (
    <p class="soft">
      GitHub assigned {c.cve.id} and publishes its record along with this advisory. It is published once the release is
      announced; the case is not closed before.
    </p>
  )
}
