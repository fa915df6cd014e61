import { caseActs, type CaseActName } from '../../../core/process/index.ts'
import { Clause } from '../components/index.ts'
import { actsIn, areas, type AreaId } from './areas.ts'
import { may, type Seen } from './seen.ts'
import { doing } from './steps.tsx'

/**
 * All acts that this person may carry out, whether they are next or not: the process refuses what cannot be now. Folded:
 * there are some sixty, and whoever opens the case needs the next ones.
 */
export function Everything({ seen }: { readonly seen: Seen }) {
  const { id, closed } = seen.view.case
  const groups = (Object.keys(areas) as AreaId[]).flatMap((area) => {
    const acts = actsIn(area).filter((act) => may(seen, act))
    return acts.length === 0 ? [] : [{ area, acts }]
  })
  // Closed is final: what is left to do then stands on the pages it belongs to.
  if (groups.length === 0 || closed !== null) return <></>
  return (
    <section aria-labelledby="everything">
      <details class="case-all">
        <summary>
          <h2 id="everything">Everything that can be done</h2>
        </summary>
        <div class="stack">
          <p class="soft">
            Work runs side by side. What can’t be done yet says what has to come first, and keeps what you typed.
          </p>
          <div class="case-everything">
            {groups.map(({ area, acts }) => (
              <section>
                <h3>{areas[area].title}</h3>
                <ul role="list">
                  {acts.map((act) => (
                    <li>
                      <a href={doing(id, act)}>{titleNow(seen, act)}</a> <Clause id={caseActs[act].clause} />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </div>
      </details>
    </section>
  )
}

/** What was not written yet is not revised. */
function titleNow({ view }: Seen, act: CaseActName): string {
  return act === 'reviseAdvisory' && view.case.advisory.length === 0 ? 'Write the advisory' : caseActs[act].title
}
