export { NotADemo, seedDemo, type DemoLink } from './seed.ts'
