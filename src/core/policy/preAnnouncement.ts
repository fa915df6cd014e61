/** All that a pre-announcement may say: when, for what, how many defects, and how bad the worst of them is. */
export const preAnnouncementNames = ['project', 'date', 'count', 'highest'] as const

export type PreAnnouncementValues = Readonly<Record<(typeof preAnnouncementNames)[number], string>>

/** A template of the policy with its values in; names that it doesn't know stay, and the check refuses those. */
export function fillPreAnnouncement(template: string, values: PreAnnouncementValues): string {
  return template.replaceAll(/\{\{\s*([a-z]+)\s*\}\}/g, (hole, name: string) => {
    const known = preAnnouncementNames.find((one) => one === name)
    return known === undefined ? hole : values[known]
  })
}
