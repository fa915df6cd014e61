import type { Asked } from '../../gate/index.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'

/** After a report that waits for its sender's word. The page says nothing of the report: anybody may open it. */
export function sayHeld(asked: Asked) {
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Please look into your mail" current="report">
      <PageHead
        title="We have it. Please look into your mail."
        lead="Your report is stored safely. Many come in at the moment, so the committee is told of it once you have confirmed it."
      />
      <div class="stack prose">
        <p>
          A mail with a link is on its way to you. Open the link and choose <strong>Yes, this report is mine</strong>.
          It is your way back to us, too: keep it.
        </p>
        <p>
          No mail after a few minutes? Look into your spam folder, and check whether you wrote the address as you meant
          it. You can <a href="/report">send the report again</a>; nothing bad comes of sending it twice.
        </p>
      </div>
    </PublicPage>,
  )
}
