import {
  calculate,
  metricsOf,
  signed,
  type Calculation,
  type Group,
  type Metric,
} from '../../../../core/scoring/index.ts'
import { Button } from '../../components/index.ts'
import { addressOf } from '../areas.ts'
import { may, type Seen } from '../seen.ts'
import { chosenIn, type Chosen } from './chosen.ts'

/**
 * V1: the calculator. A form that asks again for the page with its choices; `src/browser/calculator.ts` does the same
 * without asking, with the same code.
 */
export function Calculator({ seen }: { seen: Seen }) {
  const chosen = chosenIn(seen)
  if (chosen === undefined) return <></>
  const here = addressOf(seen.view.case.id, 'severity')
  const found = calculate(chosen.version, chosen.metrics)
  const groups = [...new Set(metricsOf(chosen.version).map(({ group }) => group))]
  return (
    <section class="stack" aria-labelledby="calculator">
      <h2 id="calculator">Calculator</h2>
      <Versions seen={seen} chosen={chosen} here={here} />
      <form
        class="calc"
        method="get"
        action={`${here}#calculator`}
        aria-label={`CVSS ${chosen.version}`}
        data-calculator={chosen.version}
      >
        <input type="hidden" name="cvss" value={chosen.version} />
        <Result seen={seen} found={found} here={here} />
        {groups.map((group) => (
          <MetricGroup group={group} chosen={chosen} found={found} />
        ))}
        <p>
          <Button>Show the score</Button>
        </p>
      </form>
    </section>
  )
}

function Versions({ seen, chosen, here }: { seen: Seen; chosen: Chosen; here: string }) {
  const { versions } = seen.view.policy.development.severity
  if (versions.length < 2) return <></>
  return (
    <nav class="calc-versions" aria-label="Version of CVSS">
      {versions.map((version) => (
        <a
          href={`${here}?cvss=${version}#calculator`}
          {...(version === chosen.version ? { 'aria-current': 'true' as const } : {})}
        >
          CVSS {version}
        </a>
      ))}
    </nav>
  )
}

type Found = ReturnType<typeof calculate>

/** The score so far, read out when it changes. Empty parts are there for the browser's module to fill. */
function Result({ seen, found, here }: { seen: Seen; found: Found; here: string }) {
  const whole = 'missing' in found ? undefined : found
  const missing = 'missing' in found ? found.missing : []
  const link = (to: string, words: string) => (
    <a href={`${here}?vector=${encodeURIComponent(whole?.vector ?? '')}#${to}`} data-calc-link>
      {words}
    </a>
  )
  return (
    <div class="calc-result">
      <output>
        <span data-calc-whole hidden={whole === undefined}>
          <strong class="calc-score" data-calc-score>
            {whole?.scores.overall.toFixed(1)}
          </strong>{' '}
          <span class="calc-class" data-calc-class>
            {whole?.scores.class}
          </span>{' '}
          <code class="case-vector" data-calc-vector>
            {whole?.vector}
          </code>
        </span>
        <span data-calc-missing hidden={whole !== undefined}>
          {missing.length === 0 ? '' : stillOpen(missing)}
        </span>
      </output>
      {seen.view.case.closed === null && (
        <span class="calc-links" data-calc-whole hidden={whole === undefined}>
          {may(seen, 'proposeSeverity') && link('propose', 'Propose this')}
          {may(seen, 'decideSeverity') && link('decide', 'Decide on this')}
        </span>
      )}
    </div>
  )
}

function stillOpen(missing: readonly Metric[]): string {
  return `Still to choose: ${missing.map(({ key }) => key).join(', ')}.`
}

const groupTitles: Readonly<Record<Group, string>> = {
  base: 'Base',
  temporal: 'Temporal (optional)',
  threat: 'Threat (optional)',
  environmental: 'Environmental (optional)',
  supplemental: 'Supplemental (optional, changes no score)',
}

function MetricGroup({ group, chosen, found }: { group: Group; chosen: Chosen; found: Found }) {
  const metrics = metricsOf(chosen.version).filter((one) => one.group === group)
  const inside = (
    <div class="calc-metrics">
      {metrics.map((metric) => (
        <Question metric={metric} chosen={chosen} {...('missing' in found ? {} : { changes: found.changes })} />
      ))}
    </div>
  )
  if (group === 'base') return inside
  const begun = metrics.some(({ key }) => chosen.metrics[key] !== undefined && !isSilent(chosen.metrics[key]))
  return (
    <details class="folded" open={begun}>
      <summary>{groupTitles[group]}</summary>
      {inside}
    </details>
  )
}

interface QuestionProps {
  readonly metric: Metric
  readonly chosen: Chosen
  readonly changes?: Calculation['changes']
}

function Question({ metric, chosen, changes }: QuestionProps) {
  const { key, group, name, asks, choices } = metric
  const silent = group === 'base' ? undefined : Object.keys(choices).find(isSilent)
  const answer = chosen.metrics[key] ?? silent
  return (
    <fieldset class="calc-metric" aria-describedby={`calc-${key}`}>
      <legend>
        {name} <code>{key}</code>
      </legend>
      <p class="hint" id={`calc-${key}`}>
        {asks}
      </p>
      {Object.entries(choices).map(([value, choice]) => (
        <label class="calc-choice" title={`${choice.name}: ${choice.claims}`}>
          <input type="radio" name={key} value={value} checked={value === answer} /> <span>{choice.name}</span>{' '}
          <span class="calc-change numbers" data-change={`${key}:${value}`}>
            {changes === undefined || value === answer ? '' : signed(changes[key]?.[value] ?? 0)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function isSilent(value: string | undefined): boolean {
  return value === 'X' || value === 'ND'
}
