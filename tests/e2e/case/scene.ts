import { expect } from 'vitest'
import { stamp } from '../../../src/core/clock/index.ts'
import { facts } from '../../../src/main/demo/facts.ts'
import { openHouse, type House } from '../house.ts'
import type { Arrived } from '../postOffice.ts'
import type { Visitor } from '../visitor.ts'

/** What it is about is a past vulnerability of cosign; the people and all words are made up. */
export const fact = facts['GO-2023-2181']
export const announceTo = 'announce@example.org'
export const ada = { name: 'Ada Anchor', email: 'ada@example.org' }
export const ben = { name: 'Ben Buoy', email: 'ben@example.org' }
export const fenna = { name: 'Fenna Fairway', email: 'fenna@example.org' }
export const rey = { name: 'Rey Reef', email: 'rey@example.org' }

/** Who takes part, each in a browser of their own, and what the chapters leave to those after them. */
export interface Scene {
  readonly house: House
  /** Administers the installation and has no seat. */
  readonly admin: Visitor
  /** Without JavaScript. */
  readonly reporter: Visitor
  readonly member: Visitor
  readonly second: Visitor
  readonly engineer: Visitor
  id: string
  reporterLink: string
  disclosed: Temporal.Instant
  opening: Temporal.Instant
  announcement: Temporal.Instant
  /** When the last check of the artefacts had passed. */
  released: Temporal.Instant
  now(): Temporal.Instant
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const house = await openHouse()
  const never = Temporal.Instant.fromEpochMilliseconds(0)
  return {
    house,
    admin: await house.visitor(),
    reporter: await house.visitor({ javaScript: false }),
    member: await house.visitor(),
    second: await house.visitor(),
    engineer: await house.visitor(),
    id: '',
    reporterLink: '',
    disclosed: never,
    opening: never,
    announcement: never,
    released: never,
    now: () => house.world.machine.now(),
    close: () => house.close(),
  }
}

export function seconds(from: Temporal.Instant, to: Temporal.Instant): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 1000
}

/** A deadline on screen is so many hours after an instant, to the second. */
export function expectDue(due: string | null, start: Temporal.Instant, hours: number): void {
  expect(due).toBe(stamp(start.add({ hours })))
}

/** Words that stand in the case and must stand in no mail before the hour, and in no notice ever. */
const embargoed = [/endless/i, /registry/i, /cosign/i, /Reef/, /Fairway/, /unbounded/i, /46737/, /vfp6/]

/** Whom a mail greets is no secret to them. */
export function expectNothingOf(mails: readonly Arrived[]): void {
  for (const { raw } of mails) {
    for (const word of embargoed) expect(raw.replace(/^Hello .*,\r$/m, '')).not.toMatch(word)
  }
}
