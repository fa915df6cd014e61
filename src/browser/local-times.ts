/** Beside every UTC time, the reader's own, where it differs. Page text stays as the server wrote it. */
export function showLocalTimes(page: Document): void {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  for (const time of page.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
    const at = new Date(time.dateTime)
    if (at.getTimezoneOffset() === 0 || time.nextElementSibling?.classList.contains('local-time')) continue
    time.title = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' }).format(at)
    if (time.dataset['local'] !== 'minute') continue
    const local = page.createElement('span')
    local.className = 'local-time'
    local.textContent = ` ${hereInWords(at, zone)}`
    time.after(local)
  }
}

/** `17:00 Berlin`; with the weekday where the day is another than in UTC. */
function hereInWords(at: Date, zone: string): string {
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  const day =
    at.getDate() === at.getUTCDate() ? '' : `${new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(at)} `
  return `${day}${hour} ${city}`
}
