import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { ActField } from './actField.tsx'
import { formFieldsOf } from './formOf.ts'
import type { Seen } from './seen.ts'

interface QuestionsProps {
  readonly seen: Seen
  readonly act: CaseActName
  readonly only: readonly string[]
  /** Where the schema alone cannot know that it must be answered. */
  readonly needed?: boolean
}

/** Some of an act's questions, within a form that asks for more than them. */
export function Questions({ seen, act, only, needed }: QuestionsProps) {
  const asked = formFieldsOf(actNamed(act).fields).filter(({ name }) => only.includes(name))
  return (
    <>
      {asked.map((field) => (
        <ActField seen={seen} act={act} field={needed ? { ...field, required: true } : field} />
      ))}
    </>
  )
}
