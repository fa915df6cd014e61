import type { Policy } from './schema.ts'
import type { Sentence } from './sentence.ts'
import { capital, counted, durationInWords, everyInWords, joined } from './words.ts'

const needs = { name: 'a name', email: 'a mail address', openpgp: 'an OpenPGP key' }

const waysIn = {
  interest: 'say that they are interested',
  'nomination-by-member': 'be nominated by a member',
  'nomination-by-maintainer': 'be nominated by a maintainer',
}

/** C1–C13 in sentences. */
export function explainCommittee({ committee: c }: Policy): Sentence[] {
  const { bootstrap, duties, size, selection, standIn, removal } = c
  return [
    {
      clause: bootstrap.clause,
      says: `The committee starts from ${bootstrap.from}; each person comes with ${joined(bootstrap.needs.map((need) => needs[need]))}.`,
    },
    {
      clause: duties.clause,
      says: `Its members share ${counted(duties.list.length, 'duty', 'duties')}: ${joined(duties.list.map((duty) => duty.title))}.`,
    },
    ...duties.list.map(({ id, title, does }) => ({
      clause: duties.clause,
      says: `${title}${title.toLowerCase() === id ? '' : ` (${id})`}: ${ended(does)}`,
    })),
    {
      clause: duties.clause,
      says: `A duty that nobody holds is brought up ${everyInWords(duties.remindWhenUnheld)}.`,
    },
    ...rotating(c.rotation),
    { clause: c.contact.clause, says: contact(c.contact) },
    {
      clause: size.clause,
      says: `It should have ${size.least === size.most ? counted(size.least, 'member') : `${size.least} to ${size.most} members`}; any other number carries a warning.`,
    },
    {
      clause: c.joining.clause,
      says: `To join, people may ${joined(
        c.joining.ways.map((way) => waysIn[way]),
        'or',
      )}.`,
    },
    { clause: c.vendorBalance.clause, says: balance(c.vendorBalance) },
    {
      clause: selection.clause,
      says: `${selection.by === 'members' ? 'The members choose' : `Another body (${selection.body}) chooses`} by lazy consensus: a proposal stays open for ${durationInWords(selection.openFor)} and is accepted unless someone objects; an objection turns it into a majority vote.`,
    },
    { clause: c.voting.clause, says: voting(c.voting) },
    {
      clause: c.steppingDown.clause,
      says: `A member may step down at any time and propose a replacement (${c.steppingDown.replacementFrom}).`,
    },
    { clause: c.activity.clause, says: 'Members stay active; the committee sees when each of them last acted.' },
    {
      clause: c.leave.clause,
      says: `Leave of ${durationInWords(c.leave.coordinateFrom)} or longer is agreed with the others, so that every duty stays covered. Whoever is on leave ${c.leave.rights === 'kept' ? 'keeps their access' : 'has no access until they are back'}.`,
    },
    {
      clause: standIn.clause,
      says: `For a leave of ${durationInWords(standIn.from)} to ${durationInWords(standIn.to)} a member may name a stand-in.`,
    },
    {
      clause: removal.clause,
      says: `A member who gave no notice and is unreachable for more than ${durationInWords(removal.afterUnreachable)}, or doesn't fulfil a duty for more than ${durationInWords(removal.afterNeglect)}, may be removed by ${removal.share} of the other members and at least ${counted(removal.leastAyes, 'aye')}. A committee too small for that turns to ${removal.appealTo}.`,
    },
    { clause: c.access.clause, says: 'What a member may see and do begins and ends with the seat.' },
  ]
}

function balance({ atMost, grace }: Policy['committee']['vendorBalance']): string {
  if ('unlimited' in atMost) return 'There is no limit to the members that come from one vendor.'
  const [own = 1, others = 1] = 'ratio' in atMost ? atMost.ratio.split(':').map(Number) : []
  const limit =
    'share' in atMost
      ? `No vendor should hold more than ${atMost.share} of the seats`
      : `No vendor should have more than ${counted(own, 'member')} for every ${counted(others, 'member')} from elsewhere`
  const after = `time to get back under it after a job change: ${durationInWords(grace)}`
  return `${limit}. Going over it carries a warning and needs a recorded reason; ${after}.`
}

function voting({ openFor, quorum, standIns, whoLeaves }: Policy['committee']['voting']): string {
  const left = whoLeaves === 'ballot-counts' ? 'stays in' : 'falls'
  return `A vote is open for ${durationInWords(openFor)} and counts when ${quorum} of those entitled take part; stand-ins ${standIns === 'vote' ? 'vote for their seat' : 'do not vote'}; the ballot of a member who leaves meanwhile ${left}; a tie fails.`
}

function rotating(rotation: Policy['committee']['rotation']): Sentence[] {
  if (rotation === undefined) return []
  const { clause, every, startsOn, holds, fixLead, newMembers } = rotation
  const lead = fixLead === 'round-robin' ? ' Each new case gets a fix lead in turn.' : ''
  const news = newMembers === undefined ? '' : ` ${ended(newMembers)}`
  const says = `Members are on call in turn, ${durationInWords(every)} each from ${capital(startsOn)}; whoever is on call holds ${holds} on new cases.${lead}${news}`
  return [{ clause, says }]
}

function contact({ address, openpgp }: Policy['committee']['contact']): string {
  const at = address === undefined ? '' : ` (${address})`
  const keys = { published: ' OpenPGP keys are published.', 'on-request': ' OpenPGP keys are given to whoever asks.' }
  return `Anyone can write to the committee${at}; the mail reaches all members.${openpgp === undefined ? '' : keys[openpgp]}`
}

export function ended(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}
