import { body, yoke } from './mark.tsx'
import { layOut, type Band, type BarFacts } from './bar-geometry.ts'
import { inUtc, toInstant } from './moment.ts'

export interface DeadlineBarProps extends BarFacts {
  /** Where one page shows several bars. */
  readonly id?: string
}

const laneHeight = 30
const head = 20
const trackHeight = 10

/**
 * The whole case on one line, from the disclosure to the retrospective. Hatched is the embargo's time, solid what is
 * public. `DeadlineList` says the same in words and belongs beside it.
 */
export function DeadlineBar({ id = 'deadlines', ...facts }: DeadlineBarProps) {
  const bar = layOut(facts)
  const track = head + bar.lanes * laneHeight + 12
  const height = track + trackHeight + 28
  const quiet = bar.publicAt ?? 100
  return (
    <figure class="deadline-bar">
      <svg width="100%" height={height} role="img" aria-label={inShort(facts)}>
        <defs>
          <pattern
            id={`${id}-silence`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="1.4" height="5" class="bar-hatch" />
          </pattern>
        </defs>
        {bar.ticks.map(({ at, label }) => (
          <>
            <line class="bar-tick" x1={pc(at)} x2={pc(at)} y1={head} y2={track + trackHeight} />
            <text
              class="bar-label bar-axis"
              x={pc(at)}
              y={height - 6}
              text-anchor={at < 3 ? 'start' : at > 95 ? 'end' : 'middle'}
            >
              {label}
            </text>
          </>
        ))}
        {bar.bands.map((band) => (
          <BandMarks band={band} y={head + band.lane * laneHeight} />
        ))}
        <rect class="bar-veil" x="0" y={track} width={pc(quiet)} height={trackHeight} rx="2" />
        <rect fill={`url(#${id}-silence)`} x="0" y={track} width={pc(quiet)} height={trackHeight} rx="2" />
        <rect class="bar-open is-ahead" x={pc(quiet)} y={track} width={pc(100 - quiet)} height={trackHeight} rx="2" />
        {bar.now > quiet && (
          <rect class="bar-open" x={pc(quiet)} y={track} width={pc(bar.now - quiet)} height={trackHeight} rx="2" />
        )}
        <line class="bar-now" x1={pc(bar.now)} x2={pc(bar.now)} y1={head - 4} y2={track + trackHeight + 3} />
        <text
          class="bar-now-word"
          x={pc(bar.now)}
          y={head - 8}
          text-anchor={bar.now < 4 ? 'start' : bar.now > 96 ? 'end' : 'middle'}
        >
          now
        </text>
        {bar.publicAt !== undefined && (
          <svg x={pc(bar.publicAt)} y={track - 8} overflow="visible" class="bar-bell">
            <g transform="translate(-13 0) scale(0.8125)">
              <circle class="bar-bell-ground" cx="16" cy="16" r="18.5" />
              <g transform="translate(5 4.6) scale(0.69)">
                <path d={yoke} />
                <path d={body} />
                <circle cx="16" cy="28.2" r="2.1" />
              </g>
            </g>
          </svg>
        )}
      </svg>
    </figure>
  )
}

function BandMarks({ band, y }: { readonly band: Band; readonly y: number }) {
  const middle = y + 21
  const { from, to, original, reached } = band
  return (
    <g class={`bar-window is-${band.standing}`}>
      <text class="bar-label" x={pc(band.labelAt)} y={y + 12} text-anchor={band.anchor}>
        {band.label}
      </text>
      <line class="bar-band" x1={pc(from)} x2={pc(to)} y1={middle} y2={middle} />
      {reached !== undefined && reached > to && (
        <line class="bar-over" x1={pc(to)} x2={pc(reached)} y1={middle} y2={middle} />
      )}
      {original !== undefined && (
        <>
          <line class="bar-moved" x1={pc(original)} x2={pc(to)} y1={middle} y2={middle} />
          <circle class="bar-ghost" cx={pc(original)} cy={middle} r="4.5" />
        </>
      )}
      <svg x={pc(reached ?? to)} y={middle} overflow="visible">
        <Shape standing={band.standing} />
      </svg>
    </g>
  )
}

/** Told apart by shape first, by colour second. */
function Shape({ standing }: { readonly standing: Band['standing'] }) {
  if (standing === 'none' || standing === 'asap') return <path class="bar-mark" d="M-5 -4.5 0 0 -5 4.5" fill="none" />
  if (standing === 'late') return <path class="bar-mark" d="M0 -6 6 0 0 6 -6 0z" />
  if (standing === 'done' || standing === 'done-late') {
    return (
      <>
        <circle class="bar-mark" r="5.5" />
        <path class="bar-check" d="M-2.6 0.2 -0.7 2.1 2.7 -1.9" fill="none" />
      </>
    )
  }
  return <circle class="bar-mark" r="4.5" />
}

function inShort({ disclosed, now, publicAt, asap }: BarFacts): string {
  const parts = [`Disclosed ${inUtc(toInstant(disclosed))}`, asap ? 'everything as soon as possible' : undefined]
  if (publicAt !== undefined) {
    const past = toInstant(publicAt).epochMilliseconds <= toInstant(now).epochMilliseconds
    parts.push(`${past ? 'public since' : 'public on'} ${inUtc(toInstant(publicAt))}`)
  }
  return `${parts.filter(Boolean).join(', ')}. All deadlines are in the list.`
}

function pc(percent: number): string {
  return `${percent}%`
}
