export { instantFromField, linesFromField } from './answers.ts'
export { Button, Buttons, type ButtonProps } from './button.tsx'
export { Clause, type ClauseProps } from './clause.tsx'
export {
  DeadlineMark,
  standing,
  standingInWords,
  type DeadlineMarkProps,
  type Due,
  type Standing,
} from './deadline-mark.tsx'
export { Field, utcFieldValue, type FieldProps, type Option } from './field.tsx'
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
export { howLong, inUtc, inZone, toInstant, type Moment, type ReleaseZone } from './moment.ts'
export { NextStep, NextSteps, type NextStepProps, type NextStepsProps, type StepAction } from './next-step.tsx'
export { Avatar, People, Person, type PeopleProps, type PersonProps } from './person.tsx'
export { ReleaseHour, When, type ReleaseHourProps, type WhenProps } from './when.tsx'
