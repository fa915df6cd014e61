/** Two servers on one database do not look at the same case at once: who takes an alarm has it for a while. */
export const alarmLeases = `
  alter table alarms add column leased_until text;
`
