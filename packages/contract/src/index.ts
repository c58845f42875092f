export * from './audit.ts';
// Our HTTP API as schemas: every endpoint once, with request, reply and the action it needs.
// No logic lives here; server, client and the OpenAPI document are made from these.
export * from './endpoint.ts';
export * from './problem.ts';
export * from './reviews.ts';
export * from './page.ts';
export * from './session.ts';
export * from './tokens.ts';
export * from './why.ts';
export * from './workspace.ts';
export * from './users.ts';
export * from './connections.ts';
export * from './identity-provider.ts';
export * from './config.ts';
export * from './field-changes.ts';
export * from './config-document.ts';
export * from './preview.ts';
export * from './stakeholders.ts';
export * from './streams.ts';
export * from './accounts.ts';
export * from './relationships.ts';
export * from './meetings.ts';
export * from './outbox.ts';
export * from './timeline.ts';
export * from './alarms.ts';
export * from './health.ts';
export * from './endpoints.ts';
