// The typed client of our HTTP API, for the browser and the command line. It knows no screen and no
// storage: it sends a request that the contract describes and parses what comes back.
export { createClient } from './client.ts';
export type { CallOptions, ClientOptions, HandrailClient } from './client.ts';
export { csvLine } from './csv.ts';
export { items } from './pages.ts';
export { previewRows } from './preview-rows.ts';
export { ProblemError, UnreachableError } from './errors.ts';
