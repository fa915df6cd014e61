import type { Sent } from '../../src/http/web/case/seen.ts'
import { lists, rowFields, texts, type Sheet } from '../../src/http/web/case/advisory/sheet.ts'

/** The editor's form as a browser sends it: the counterpart of `sheetSent`. */
export function sentOf(sheet: Sheet): Sent {
  return {
    ...Object.fromEntries(texts.map((name) => [name, sheet.texts[name]])),
    ...Object.fromEntries(lists.map((name) => [name, sheet.lists[name].join('\n')])),
    references: sheet.references.join('\n'),
    timeline: sheet.timeline.join('\n'),
    ...Object.fromEntries(
      sheet.affected.flatMap((row, place) => rowFields.map((field) => [`affected-${place}-${field}`, row[field]])),
    ),
    ...Object.fromEntries(
      sheet.credits.flatMap(({ name, type, consent }, place) => [
        [`credit-${place}-name`, name],
        [`credit-${place}-type`, type],
        ...(consent ? [[`credit-${place}-consent`, 'yes']] : []),
      ]),
    ),
  }
}
