import { act, report } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import type { CaseActName } from '../../src/core/process/index.ts'
import { whole } from './case.ts'
import type { TestWorld } from './world.ts'

export interface Conversation {
  readonly case: CaseId
  /** The reporter's own page. */
  readonly path: string
}

/** A case on which people talk: both rooms, an edited message, a co-reporter, a shared draft with comments. */
export async function conversation({ world, members }: TestWorld): Promise<Conversation> {
  const [ada = 'p-', ben = 'p-'] = members
  const told = {
    title: 'anchor: an empty certificate chain is accepted',
    project: 'anchor',
    impact: 'Anyone can make unsigned artefacts look signed.',
    steps: '1. Make a bundle without certificates.\n2. # verify it\n   anchor verify bundle.json',
    name: 'Rey Reef',
    terms: true,
  }
  const reported = await report(world, told, 'form')
  if (!('secret' in reported)) throw new Error('no report')
  const { case: id, secret } = reported
  const does = async (person: PersonId, name: CaseActName, fields: object, through?: 'link') => {
    const done = await act(world, person, { case: id, act: name, fields: { ...fields }, ...(through && { through }) })
    if (!('events' in done)) throw new Error(`${name}: ${JSON.stringify(done)}`)
  }
  const rey = await reporterOf(world, id)
  await does(ada, 'post', { room: 'everyone', text: 'Thank you, we have it. Which version did you try?' })
  await does(rey, 'post', { room: 'everyone', text: 'v1.2.3, the newest.\nI have not tried older ones.' }, 'link')
  await does(rey, 'editPost', { post: 2, text: 'v1.2.3, the newest.\nIn v1.1.0 it does **not** happen.' }, 'link')
  await does(rey, 'nameCoReporter', { name: 'Una Uhl', email: 'una@example.org' }, 'link')
  const found = `@${ben} I can see it: \`verify()\` returns before the chain is read.\n\n\`\`\`go\nif len(bundle.Certs) == 0 {\n\treturn nil // accepted\n}\n\`\`\`\n\n- the policy file is read twice\n- see [the draft](https://example.org/draft)`
  await does(ada, 'post', { room: 'team', text: found })
  await does(ben, 'reviseAdvisory', { basedOn: 0, document: whole })
  await does(ada, 'shareAdvisory', { revision: 1, note: 'Is this what you found? Please say whom to thank.' })
  const comment = { revision: 1, room: 'everyone', text: 'Version 1.1 is not affected: see above.' }
  await does(rey, 'commentOnAdvisory', comment, 'link')
  await does(ada, 'post', { room: 'everyone', text: `Thank you, @${rey}. A draft of the advisory is on your page.` })
  return { case: id, path: `/report/${secret}` }
}

async function reporterOf(world: TestWorld['world'], id: CaseId): Promise<PersonId> {
  const reporter = (await world.records.read('case', id)).state?.reporter
  if (reporter == null) throw new Error('nobody reported it')
  return reporter
}
