export { duties, milestones, type Duty, type Milestone } from './parts.ts'
export { policySchema, type Clock, type Policy } from './schema.ts'
