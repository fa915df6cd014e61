import type { Problem } from '../../gate/index.ts'

export const settingForms = [
  'own',
  'address',
  'alerts',
  'reach',
  'token',
  'mail',
  'mail-in',
  'cna',
  'project',
  'member',
  'seat',
] as const
export type SettingForm = (typeof settingForms)[number]

/** What was sent and refused: shown again in its own form. */
export interface Attempt {
  readonly form: SettingForm
  readonly values: Readonly<Record<string, string>>
  readonly problem: Problem
}
