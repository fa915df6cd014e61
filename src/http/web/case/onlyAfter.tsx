import type { FC } from 'hono/jsx'
import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { Button, Notice } from '../components/index.ts'
import { may, type Seen } from './seen.ts'
import { doing } from './steps.tsx'

/** Above the form of an act that has nothing to choose from yet: what makes something. */
export function onlyAfter(
  first: CaseActName,
  says: string,
  isThere: (c: Seen['view']['case']) => boolean,
): FC<{ seen: Seen }> {
  return function OnlyAfter({ seen }) {
    const { case: c } = seen.view
    if (isThere(c)) return <></>
    return (
      <Notice
        tone="note"
        says={says}
        action={may(seen, first) && <Button href={doing(c.id, first)}>{actNamed(first).title}</Button>}
      />
    )
  }
}
