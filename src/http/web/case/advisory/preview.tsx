import { badInput, previewOf } from '../../../../app/index.ts'
import { AdvisoryDocument } from '../../../../core/advisory/index.ts'
import { formOf, problemOf, type AskedOfCase } from '../../../gate/index.ts'
import { AdvisoryBody } from '../../public/advisoryBody.tsx'
import { casePage, seenBy } from '../page.tsx'
import type { Seen } from '../seen.ts'
import { Editor } from './editor.tsx'
import { inTheForm } from './inTheForm.ts'
import { Lacking } from './lacking.tsx'
import { outlineOf, sheetSent } from './reading.ts'

/** Shows what was written as readers would see it, above the same form; nothing is saved. */
export async function showPreview(asked: AskedOfCase): Promise<Response> {
  const sent = await formOf(asked.c)
  const read = AdvisoryDocument.safeParse(outlineOf(sheetSent(sent)).document)
  const found = read.success ? undefined : problemOf(badInput(read.error))
  const fields = found?.fields?.map(({ field, says }) => ({ field: `document.${field}`, says })) ?? []
  const problem = found === undefined ? {} : { problem: inTheForm(sent, { ...found, fields }) }
  const seen = seenBy(asked, { act: 'reviseAdvisory', fields: sent, ...problem })
  return casePage(
    asked,
    'advisory',
    <div class="stack stack-loose">
      <Preview seen={seen} document={read.data} />
      <Editor seen={seen} />
    </div>,
  )
}

interface PreviewProps {
  readonly seen: Seen
  /** Left out: what was written is no document yet. */
  readonly document: AdvisoryDocument | undefined
}

function Preview({ seen, document }: PreviewProps) {
  return (
    <section class="stack" aria-labelledby="preview" data-preview-of="advisory">
      <h2 id="preview">Preview</h2>
      <p class="soft">Nothing is saved. This is how everybody will read it once it is announced.</p>
      {document === undefined ? (
        <p>The preview goes on when what is marked in the form is mended.</p>
      ) : (
        <>
          <Lacking document={document} />
          <div class="case-preview stack" data-look="public">
            <p class="case-preview-title">{document.title}</p>
            {document.summary !== '' && <p class="lead">{document.summary}</p>}
            <AdvisoryBody advisory={previewOf(seen.view, document)} formats={[]} />
          </div>
        </>
      )}
    </section>
  )
}
