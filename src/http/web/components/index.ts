export { linesFromField } from './answers.ts'
export { Button, Buttons, type ButtonProps } from './button.tsx'
export { Clause, type ClauseProps } from './clause.tsx'
export { DeadlineMark, type DeadlineMarkProps, type Due, type Standing } from './deadline-mark.tsx'
export { Field, type FieldProps, type Option } from './field.tsx'
export {
  ErrorSummary,
  Fieldset,
  Form,
  Hidden,
  problemOf,
  type FieldsetProps,
  type FormProps,
  type FormTarget,
  type Problem,
} from './form.tsx'
export { howLong, inUtc, inZone, toInstant, zonesOf, type Moment } from './moment.ts'
export { NextStep, NextSteps, type NextStepProps, type NextStepsProps, type StepAction } from './next-step.tsx'
export { Avatar, People, Person, type PeopleProps, type PersonProps } from './person.tsx'
export { DayOrTime, ReleaseHour, When, type ReleaseHourProps, type WhenProps } from './when.tsx'
export { Badge, Severity, type BadgeProps, type SeverityClass, type SeverityProps } from './badge.tsx'
export type { BarFacts, DeadlineWindow } from './bar-geometry.ts'
export { Confirm, type ConfirmProps, type Departure } from './confirm.tsx'
export { DeadlineBar, type DeadlineBarProps } from './deadline-bar.tsx'
export { DeadlineList, type DeadlineListItem, type DeadlineListProps } from './deadline-list.tsx'
export { EmbargoBand, type EmbargoBandProps, type EmbargoState } from './embargo-band.tsx'
export { Code, Definitions, Evidence, type CodeProps, type EvidenceProps, type Fact } from './facts.tsx'
export { Filter, Pager, Tabs, type PagerProps, type Tab } from './lists.tsx'
export { Empty, Notice, type EmptyProps, type NoticeProps } from './notice.tsx'
export { Prose } from './prose.tsx'
export { Says } from './says.tsx'
export { Table, type Column, type TableProps } from './table.tsx'
export { FileList, Thread, type Post, type Room, type ThreadProps } from './thread.tsx'
export { Timeline, type TimelineEntry, type TimelineProps } from './timeline.tsx'
export { Mark } from './mark.tsx'
