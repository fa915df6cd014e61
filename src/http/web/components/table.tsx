import type { Child } from 'hono/jsx'

export interface Column {
  readonly label: string
  readonly align?: 'end'
  /** The column that names the row. */
  readonly head?: boolean
}

export interface TableProps {
  /** What the table holds; read out first, and shown when `titled`. */
  readonly caption: string
  readonly titled?: boolean
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Child[])[]
  /** On a narrow screen: rows become small cards (default), or the table scrolls inside itself. */
  readonly narrow?: 'stack' | 'scroll'
  /** For `Filter` and the walking keys. */
  readonly id?: string
  readonly empty?: Child
}

/** The roles are spelled out because stacked rows are no table to the style sheet, and some browsers believe it. */
export function Table({ caption, titled, columns, rows, narrow = 'stack', id, empty }: TableProps) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  const table = (
    <table class={`table narrow-${narrow}`} id={id} role="table" data-walk="tbody > tr">
      <caption class={titled ? undefined : 'unseen'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, align }) => (
            <th role="columnheader" scope="col" class={align && 'at-end'}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((cells) => (
          <tr role="row" data-entry>
            {cells.map((cell, place) => (
              <Cell column={columns[place]}>{cell}</Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (narrow === 'stack') return <div class="table-room">{table}</div>
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      {table}
    </div>
  )
}

function Cell({ column, children }: { readonly column: Column | undefined; readonly children?: Child }) {
  const shared = { 'data-label': column?.label, class: column?.align && 'at-end' }
  return column?.head ? (
    <th role="rowheader" scope="row" {...shared}>
      {children}
    </th>
  ) : (
    <td role="cell" {...shared}>
      {children}
    </td>
  )
}
