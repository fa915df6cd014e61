/** The bell under its yoke, which is also the letter T. Hangs still: `rung` swings the clapper. */
export function Mark({ title, rung }: { readonly title?: string; readonly rung?: boolean }) {
  return (
    <svg
      class="mark"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      role={title ? 'img' : undefined}
      aria-hidden={title ? undefined : 'true'}
      aria-label={title}
      focusable="false"
    >
      <path fill="currentColor" d={yoke} />
      <path fill="currentColor" d={body} />
      <circle fill="currentColor" cx={rung ? 20.5 : 16} cy={rung ? 28.2 : 28.6} r="2.1" />
    </svg>
  )
}

export const yoke = 'M4 3.5h24v3.6H4z'
export const body = 'M12.6 8.6h6.8c0 7.2 1.4 10.7 6.1 13.9v2.7H6.5v-2.7c4.7-3.2 6.1-6.7 6.1-13.9z'
