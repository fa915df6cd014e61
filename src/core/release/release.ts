import type { CaseId, Recorded, ReleaseId } from '../kernel/index.ts'

/** The release's own stream: which cases it carries. What happened on the release day stands in each case. */
export interface ReleaseEvents {
  ReleaseNamed: { release: ReleaseId; project: string; version: string }
  CaseJoined: { case: CaseId }
  CaseLeft: { case: CaseId }
}
export type ReleaseEvent = {
  [Type in keyof ReleaseEvents]: { readonly type: Type } & Readonly<ReleaseEvents[Type]>
}[keyof ReleaseEvents]

export interface Release {
  readonly id: ReleaseId
  readonly project: string
  readonly version: string
  readonly cases: readonly CaseId[]
}

export function evolveRelease(before: Release | null, { stream, event }: Recorded<ReleaseEvent>): Release | null {
  switch (event.type) {
    case 'ReleaseNamed':
      return { id: stream as ReleaseId, project: event.project, version: event.version, cases: before?.cases ?? [] }
    case 'CaseJoined':
      return before === null ? null : { ...before, cases: [...new Set([...before.cases, event.case])] }
    case 'CaseLeft':
      return before === null ? null : { ...before, cases: before.cases.filter((one) => one !== event.case) }
  }
}
