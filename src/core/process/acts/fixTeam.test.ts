import { describe, expect, test } from 'vitest'
import {
  ada,
  ben,
  closed,
  max,
  members,
  refusal,
  rey,
  sigstore,
  taken,
  teamed,
  types,
  zed,
} from '../../../../tests/kit/case.ts'
import { audienceOf, rolesOn } from '../roles.ts'

describe('F: the fix team', () => {
  test('F2: an invited engineer is nothing but invited until the terms are accepted', () => {
    const story = taken().does(ben, 'inviteToFixTeam', { person: max, why: 'maintains it' })
    expect(rolesOn(story.c, max, members)).toEqual(['invited'])
    expect(story.c.shadow.consent[max]).toBe('invited')
    expect(story.tries(max, 'acceptInvitation', { terms: 'on' })).toEqual([
      { type: 'InvitationAccepted', person: max, terms: sigstore.disclosure.embargo.terms },
    ])
    story.does(max, 'acceptInvitation', { terms: 'on' })
    expect(rolesOn(story.c, max, members)).toEqual(['fixer'])
    expect(story.c.shadow.consent[max]).toBe('signatory')
  })

  test('the first acceptance makes the team ready; later ones move nothing', () => {
    const story = teamed()
    const ready = story.c.fixTeamReady
    story
      .later('P1D')
      .does(ben, 'inviteToFixTeam', { person: zed, why: 'x' })
      .does(zed, 'acceptInvitation', { terms: true })
    expect(story.c.fixTeamReady).toEqual(ready)
  })

  test('whoever declined or left can be asked again', () => {
    const story = taken().does(ben, 'inviteToFixTeam', { person: max, why: 'x' }).does(max, 'declineInvitation')
    expect(rolesOn(story.c, max, members)).toEqual([])
    story.does(ben, 'inviteToFixTeam', { person: max, why: 'please' }).does(max, 'acceptInvitation', { terms: true })
    story.does(ben, 'revokeAccess', { person: max, reason: 'left' })
    expect(rolesOn(story.c, max, members)).toEqual([])
    expect(types(story.tries(ben, 'inviteToFixTeam', { person: max, why: 'back' }))).toEqual(['FixTeamInvited'])
  })

  test('a member can be on the fix team as well', () => {
    const story = taken()
      .does(ben, 'inviteToFixTeam', { person: ada, why: 'wrote it' })
      .does(ada, 'acceptInvitation', { terms: true })
    expect(rolesOn(story.c, ada, members)).toEqual(['member', 'fixer'])
  })

  test('F3: access is to this case, revocable at once, and ends with it', () => {
    const story = teamed()
    expect(audienceOf(story.c, members)).toContain(max)
    story.does(ben, 'revokeAccess', { person: max, reason: 'left' })
    expect(audienceOf(story.c, members)).not.toContain(max)
    expect(refusal(story.tries(max, 'post', { text: 'still here?' }))).toBe('V6: not_yours_to_do')
    const ended = closed()
    expect(rolesOn(ended.c, max, members)).toEqual([])
    expect(audienceOf(ended.c, members)).toEqual([...members])
    expect(rolesOn(ended.c, rey, members)).toEqual(['reporter'])
  })
})
