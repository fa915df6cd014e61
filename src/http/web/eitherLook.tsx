import type { Child } from 'hono/jsx'
import type { Asked } from '../gate/index.ts'
import { publicFrame, workroomFrame } from './frame.tsx'
import { PublicPage, Workroom } from './shell/index.ts'

export interface EitherLookProps {
  readonly title: string
  readonly current: string
  readonly children: Child
  readonly description?: string
}

/** A public page that people of the workroom see among their own rooms. */
export async function EitherLook(asked: Asked, props: EitherLookProps) {
  const inside = asked.caller.person !== null && asked.caller.roles.length > 0
  return inside ? (
    <Workroom {...await workroomFrame(asked)} {...props} />
  ) : (
    <PublicPage {...publicFrame(asked)} {...props} />
  )
}
