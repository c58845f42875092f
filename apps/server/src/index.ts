/**
 * The one door of the server for tests and benches: the whole product but for the sandboxes, started in this process.
 * The command is main.ts.
 */
export { readConfig } from './config.ts';
export type { Environment, ServerConfig, ServerRole } from './config.ts';
export { SERVER_ERROR_CODES, ServerError } from './errors.ts';
export type { ServerErrorCode } from './errors.ts';
export { SILENT_LOG } from './log.ts';
export type { Log } from './log.ts';
export { startServer } from './server.ts';
export { createVendorBudget } from './vendor-budget.ts';
export type { RunningServer, ServerOptions } from './server.ts';
