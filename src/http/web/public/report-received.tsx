import type { AskedByReporter } from '../../gate/index.ts'
import { Notice } from '../components/index.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { NextForReporter } from './report-next.tsx'

/** Right after the report: the way back, once and large, and what happens now. */
export function showReceived(asked: AskedByReporter) {
  const { c, view, secret, reporter } = asked
  const link = `${view.community.address}/report/${secret}`
  const mail = view.people.get(reporter)?.email ?? ''
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Thank you" head={<meta name="robots" content="noindex" />}>
      <PageHead
        title="Thank you. We have it."
        lead="Your report is stored safely, and every member of the committee is being told."
      />
      <div class="stack stack-loose">
        <section class="stack" aria-labelledby="link">
          <h2 id="link">Keep this link</h2>
          <p class="prose">
            It is your way back to us and shows your report to whoever has it. Keep it to yourself.{' '}
            {mail === '' ? (
              'We can’t look it up for you.'
            ) : (
              <>
                Should you lose it, <a href="/report/lost">we send a new one</a> to your address.
              </>
            )}
          </p>
          <p class="secret-link">
            <a href={`/report/${secret}`}>{link}</a>
          </p>
          {mail === '' ? (
            <Notice
              tone="warning"
              says="You left no e-mail address, so this link is the only way back."
              instead="Store it now, for example in your password manager."
            />
          ) : (
            <p class="soft prose">When there is news, we write to {mail}. Those mails carry a link, too.</p>
          )}
        </section>
        <NextForReporter view={view} />
      </div>
    </PublicPage>,
  )
}
