import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { engineerFields } from '../../../app/index.ts'
import { cellLabel } from './advisory/reading.ts'
import { formFieldsOf } from './formOf.ts'

/** A field's name as it stands on the form, so that what is wrong can be said apart from it. */
export function labelAbove(act: CaseActName, field: string): string {
  const cell = act === 'reviseAdvisory' ? cellLabel(field) : undefined
  if (cell !== undefined) return cell
  const asked = [...formFieldsOf(actNamed(act).fields), ...elsewhere(act)]
  return asked.find(({ name }) => name === field)?.label ?? field
}

/** Forms that ask for more than their act takes, or for it in parts. */
function elsewhere(act: CaseActName) {
  if (act === 'inviteToFixTeam') return formFieldsOf(engineerFields)
  return act === 'reviseAdvisory' ? formFieldsOf(AdvisoryDocument) : []
}
