import { expect } from 'vitest'
import { actPath, addProject } from '../../src/app/index.ts'
import { apiClient, type Client } from '../kit/api.ts'
import { wholeWay } from '../kit/way.ts'
import { marked } from './marked.ts'
import type { Scene } from './scene.ts'
import { canary } from './words.ts'

/** From the report to the end, by the API, with a word in every text that an act takes. Answers the case’s id. */
export async function lifeOfACase({ here, secrets }: Scene): Promise<string> {
  const nobody = await apiClient(here, null)
  const clients = new Map<string, Client>([
    ['ada', await apiClient(here, here.members[0]!)],
    ['ben', await apiClient(here, here.members[1]!)],
  ])
  const ada = clients.get('ada')!
  const { id } = await wholeWay(here, {
    async report(fields) {
      const texts = Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? `${value} ${canary(`report.${name}`)}` : value,
      ])
      const reporter = { name: canary('reporter name'), email: `${canary('reporter address')}@example.org` }
      const body = { ...Object.fromEntries(texts), ...reporter, publicWhere: canary('report.publicWhere') }
      const { body: reported } = await nobody.post('/api/reports', body)
      secrets.push(new URL(reported.link).pathname.split('/').at(-1) ?? '')
      return reported.case
    },
    async invite(of) {
      const { body } = await ada.post(`/api/cases/${of}/fix-team`, {
        name: canary('engineer name', false),
        email: `${canary('engineer address', false)}@example.org`,
        affiliation: canary('engineer affiliation', false),
        why: canary('invitation.why'),
      })
      clients.set('dov', await apiClient(here, body.events[0].data.person))
    },
    async act(who, of, name, fields = {}) {
      const sent = marked(name, fields)
      // A release is one of a project that the community has.
      if (name === 'joinRelease') await addProject(here.world, here.members[0]!, { name: sent['project'] })
      // A word in every field names no ecosystem and no version that is known: gone past with a reason.
      if (name === 'sendAnnouncement') sent['despite'] = `${canary('sendAnnouncement.despite')} stands everywhere`
      const { status, body } = await clients.get(who)!.post(`/api/cases/${of}/${actPath(name)}`, sent)
      expect([name, status, status === 200 ? '' : body]).toEqual([name, 200, ''])
    },
    phase: async (of) => (await ada.get(`/api/cases/${of}`)).body.phase,
  })
  return id
}
