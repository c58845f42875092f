/**
 * All SQL of the product: roles, migrations, the pool behind two handles, jobs, secrets and budgets. What the
 * rows mean is `core`'s; when they are read and written is the business of `sync`, `signals` and the server.
 */
export { openDatabase } from './database.ts';
export type { Database, DatabaseSettings } from './database.ts';
export type { WorkspaceHandle } from './workspace.ts';
export type { PlatformHandle } from './platform.ts';
export type { OpenTransaction, PlatformTransaction, WorkspaceTransaction } from './transaction.ts';
export { enqueue } from './enqueue.ts';
export { tryInSavepoint, valueFaultOf } from './try-in-savepoint.ts';
export type { Tried } from './try-in-savepoint.ts';
export type { JobOptions } from './job-sender.ts';
export { openJobs } from './jobs.ts';
export type { Job, Jobs, JobsSettings, WorkSettings } from './jobs.ts';
export { migrate } from './migrate.ts';
export type { Migration } from './migrate.ts';
export type { QueueSettings } from './install-jobs.ts';
export { checkReadiness } from './check-readiness.ts';
export type { Readiness } from './check-readiness.ts';
export { checkRoles } from './roles.ts';
export {
  BudgetExhaustedError,
  DATABASE_ERROR_CODES,
  DatabaseError,
  HeldCallError,
  LeaseLostError,
} from './errors.ts';
export { isLostConnection } from './lost-connection.ts';
export { createOutageGate } from './outage-gate.ts';
export type { OutageGate, OutageGateSettings } from './outage-gate.ts';
export { createCallBudget } from './budget.ts';
export { CALL_RANKS, rankOf } from './call-priority.ts';
export type { CallAsker, CallPriority } from './call-priority.ts';
export type { CallAsked, CallBudget, CallBudgetSettings, WindowUsage } from './budget.ts';
export type { CallLimits } from './budget-window.ts';
export { loadKey } from './keys.ts';
export type { KeySource } from './keys.ts';
export { resealSecrets, rotateKey } from './rotate-key.ts';
export type { KeyChange } from './rotate-key.ts';
export type { SecretKey } from './envelope.ts';
export { createSecret, deleteSecret, getSecret } from './secrets.ts';
export { newId } from './new-id.ts';
export * from './tables/index.ts';
export type { DatabaseErrorCode } from './errors.ts';
export type * from './schema.ts';
