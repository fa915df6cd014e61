import { describe, expect, test } from 'vitest'
import { eachMailWorld, inPieces, letter } from '../../../tests/kit/letters.ts'
import { unseatMember } from '../administration/index.ts'
import { heldMail, openPlacing, receiveMail, settleHeld } from './index.ts'

const { here, arrive, cases, held, letters, mails } = eachMailWorld()

describe('an answer to a notice', () => {
  async function reported() {
    await arrive(letter({}, 'It breaks.'))
    const sent = await mails()
    const replyTo = (to: string) => sent.find((one) => one.to[0] === to)?.replyTo ?? ''
    return { ofReporter: replyTo('rey@example.net'), ofMember: replyTo('ada@example.org') }
  }
  const answer = (to: string, headers: Readonly<Record<string, string>> = {}) =>
    letter(
      { To: to, 'Message-ID': '<two@example.net>', Subject: 'Re: news', ...headers },
      'Try version 2.\n\nOn Monday Ann wrote:\n> There is news\n> on a report',
    )

  test('is its reader’s post in the room it leads to: everyone for the reporter, the team for a member', async () => {
    const { ofReporter, ofMember } = await reported()
    expect(ofReporter).toMatch(/^security\+e[0-9a-z]{44}@example\.org$/)
    await arrive(answer('security@example.org'), [ofReporter.toUpperCase()])
    await arrive(answer(ofMember, { From: 'Ada <ada@example.org>', 'Message-ID': '<three@example.org>' }))
    const [c] = await cases()
    const [ada] = here().members
    expect(c!.posts.map(({ room, by, text }) => ({ room, by, text: text.split('\n')[0] }))).toEqual([
      { room: 'everyone', by: c!.reporter, text: 'Try version 2.' },
      { room: 'team', by: ada, text: 'Try version 2.' },
    ])
    expect(await held()).toEqual([])
    expect(await letters()).toBe(0)
  })

  test('wakes the committee as often as the page lets a reporter, and waits for a member then', async () => {
    const { ofReporter } = await reported()
    for (let nth = 0; nth < 62; nth += 1) {
      const more = letter({ To: ofReporter, 'Message-ID': `<r${nth}@example.net>` }, `Hello? ${nth}`)
      await receiveMail(here().world, inPieces(more), { from: null, to: [] }, 'listener')
    }
    const placing = openPlacing(here().world)
    while ((await placing.round()) > 0);
    expect((await cases())[0]!.posts).toHaveLength(60)
    expect((await held()).map(({ why }) => why)).toEqual(['often', 'often'])
  })

  test('comes twice and is one post', async () => {
    const { ofReporter } = await reported()
    for (let times = 0; times < 2; times += 1) await arrive(answer(ofReporter))
    expect((await cases())[0]!.posts).toHaveLength(1)
  })

  test('waits for a member where the sender is another, the address is made up, or changed', async () => {
    const { ofReporter } = await reported()
    await arrive(answer(ofReporter, { From: 'mallory@example.net', 'Message-ID': '<a@x.example>' }))
    await arrive(answer(ofReporter.replace('+e', '+t'), { 'Message-ID': '<b@x.example>' }))
    await arrive(answer(`security+e${'0'.repeat(44)}@example.org`, { 'Message-ID': '<c@x.example>' }))
    expect((await cases())[0]!.posts).toEqual([])
    expect((await held()).map(({ why }) => why)).toEqual(['stranger', 'stranger', 'stranger'])
    const told = (await mails()).filter(({ text }) => text.includes('/mail'))
    expect(told.map(({ to }) => to[0]).sort()).toEqual(['ada@example.org', 'ben@example.org', 'cleo@example.org'])
  })

  test('waits where it comes to the committee’s address; a member finds the case that it is about', async () => {
    await reported()
    await arrive(answer('security@example.org', { 'In-Reply-To': '<one@example.net>' }))
    const [waiting] = await held()
    const [c] = await cases()
    const [ada, ben] = here().members
    expect(await heldMail(here().world, ben!, waiting!.letter)).toMatchObject({
      why: 'untagged',
      text: 'Try version 2.',
      quoted: expect.stringContaining('> There is news'),
      answers: c!.id,
    })
    const done = await settleHeld(here().world, ada!, waiting!.letter, { as: 'post', case: c!.id, room: 'everyone' })
    expect(done).toEqual({ done: true, case: c!.id })
    const [post] = (await cases())[0]!.posts
    expect(post).toMatchObject({
      by: ada,
      room: 'everyone',
      text: expect.stringMatching(
        /^By mail from Rey Reporter <rey@example.net>, [\d-]{10} \d\d:\d\d UTC:\n\nTry version 2/,
      ),
    })
    expect(await held()).toEqual([])
  })

  test('of a person whose access has ended is held, not posted', async () => {
    await arrive(letter({}, 'It breaks.'))
    const ofBen = (await mails()).find(({ to }) => to[0] === 'ben@example.org')?.replyTo ?? ''
    const [ada, ben] = here().members
    expect(await unseatMember(here().world, ada!, { person: ben, reason: 'has moved on' })).toEqual({ done: true })
    await arrive(answer(ofBen, { From: 'ben@example.org' }))
    expect((await cases())[0]!.posts).toEqual([])
    expect((await held()).map(({ why }) => why)).toEqual(['refused'])
  })
})
