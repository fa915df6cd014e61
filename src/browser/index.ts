/** The one entry: everything here only adds to pages that work without it. */
import { allowed } from './allowed.ts'
import { keepDrafts } from './drafts.ts'
import { filterLists } from './filter.ts'
import { focusProblems } from './focus.ts'
import { listenToKeys } from './keys.ts'
import { showLocalTimes } from './local-times.ts'
import { offerMentions } from './mentions.ts'
import { livePreviews } from './preview.ts'
import { proveWork } from './proof.ts'
import { showCurrentTabs } from './tabs.ts'
import { switchTheme } from './theme.ts'

showLocalTimes(document)
switchTheme(document)
showCurrentTabs(document)
proveWork(document)
const ofTab = allowed(() => sessionStorage)
if (ofTab) keepDrafts(document, ofTab)
filterLists(document)
focusProblems(document)
listenToKeys(
  document,
  allowed(() => localStorage),
)
livePreviews(document)
offerMentions(document)
// Scoring is much code and few pages need it.
if (document.querySelector('[data-calculator]')) {
  const { liveCalculators } = await import('./calculator.ts')
  liveCalculators(document)
}
if (document.querySelector('[data-ssvc]')) {
  const { liveTables } = await import('./ssvc.ts')
  liveTables(document)
}
