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
      <circle fill="currentColor" cx={rung ? 20.5 : 16} cy={rung ? 27.6 : 28.2} r="2.1" />
    </svg>
  )
}

export const yoke = 'M4 3.5h24v3.6H4z'
export const body =
  'M12.2 8.6h7.6c1.3 0 2.1.9 2.2 2.2.4 5 1.4 7.6 5 10.6v3.2H5v-3.2c3.6-3 4.6-5.6 5-10.6.1-1.3.9-2.2 2.2-2.2z'
