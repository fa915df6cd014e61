import { cardOf, policyOf, publicAdvisories } from '../../../app/index.ts'
import { can } from '../../../core/access/index.ts'
import type { Asked, Route } from '../../gate/index.ts'
import { Button, Buttons, Clause, Notice } from '../components/index.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { AdvisoryList } from './advisoryList.tsx'
import { promises } from './promises.ts'

export const homeRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/', act: 'readPublic', handle: showHome },
]

/** How many advisories the first page names. */
const newest = 5

async function showHome(asked: Asked) {
  const { c, world, caller } = asked
  const { community } = caller
  if (community === null)
    return can(caller.roles, 'setUp') ? c.redirect('/set-up', 303) : c.html(<NotSetUpYet {...asked} />)
  const advisories = await publicAdvisories(world, newest)
  const policy = policyOf(community)
  return c.html(
    <PublicPage
      {...publicFrame(asked)}
      title="Welcome"
      description={`How to report a security problem in ${community.name}, and what happens then.`}
    >
      <PageHead
        title={`Found a security problem in ${community.name}?`}
        lead="Tell us in private. You get a link of your own to follow what becomes of it; no account is needed."
      />
      <div class="stack stack-loose">
        <section class="stack" aria-label="Report">
          <Buttons>
            <Button tone="primary" href="/report">
              Report a vulnerability
            </Button>
            <Button href={`mailto:${community.from}`}>Write a mail</Button>
          </Buttons>
          <p class="prose soft">
            It is public already? <a href="/report?public=yes">Tell us at once</a>: every member is alerted.
          </p>
          <p class="prose soft">
            You reported something and <a href="/report/lost">lost the link</a>?
          </p>
        </section>
        <section class="stack" aria-labelledby="promises">
          <h2 id="promises">What happens then</h2>
          <ol class="prose stack-tight">
            {promises(policy).map(({ clause, says }) => (
              <li>
                {says} <Clause id={clause} href={`/policy#${clause}`} />
              </li>
            ))}
          </ol>
          <p class="prose">
            {policy.purpose} <a href="/policy">The whole policy</a>
          </p>
        </section>
        <section class="stack" aria-labelledby="latest">
          <h2 id="latest">Latest advisories</h2>
          <AdvisoryList cards={advisories.map(cardOf)} />
          {advisories.length > 0 && (
            <p>
              <a href="/advisories">All advisories</a>
            </p>
          )}
        </section>
      </div>
    </PublicPage>,
  )
}

function NotSetUpYet(asked: Asked) {
  return (
    <PublicPage {...publicFrame(asked)} title="Not set up yet">
      <PageHead title="Almost there" lead="Tocsin runs here, but nobody has set it up yet." />
      <Notice
        tone="note"
        says="Open the sign-in link that the start printed in the terminal: it leads to a short set-up."
        instead="The link works once, for a day. Restart the product to get a new one."
      />
    </PublicPage>
  )
}
