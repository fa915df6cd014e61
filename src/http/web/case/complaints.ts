import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { engineerFields } from '../../../app/index.ts'
import { formFieldsOf } from './formOf.ts'

/** A field's name as it stands on the form, so that what is wrong can be said apart from it. */
export function labelAbove(act: CaseActName, field: string): string {
  const row = /^(affected|credit)-(\d+)-/.exec(field)
  if (row !== null) return `${row[1] === 'credit' ? 'Credits' : 'Affected packages'}, row ${Number(row[2]) + 1}`
  const asked = [...formFieldsOf(actNamed(act).fields), ...elsewhere(act)]
  return asked.find(({ name }) => name === field)?.label ?? field
}

/** Forms that ask for more than their act takes, or for it in parts. */
function elsewhere(act: CaseActName) {
  if (act === 'inviteToFixTeam') return formFieldsOf(engineerFields)
  return act === 'reviseAdvisory' ? formFieldsOf(AdvisoryDocument) : []
}

/** The words on an act's button. A title that asks is answered. */
export function buttonOf(act: CaseActName): string {
  const { title } = actNamed(act)
  return title.endsWith('?') ? 'Record the answer' : title
}
