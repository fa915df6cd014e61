export { can, permissions, roles, type Act, type Role } from './table.ts'
