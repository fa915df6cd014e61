export { decideTogether, type Together } from './together.ts'
export { evolveRelease, type Release, type ReleaseEvent } from './release.ts'
