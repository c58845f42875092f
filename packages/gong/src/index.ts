/**
 * Client for Gong's API v2 in Gong's own words: calls, parties, transcripts, users, workspaces. It reads only, and
 * it knows nothing of our meetings. Ids are strings; transcript times are milliseconds, durations seconds.
 */
export { type GongCallFilter, type GongCallIds, type GongPeriod, MAX_CALL_IDS } from './call-filter.ts';
export type { GongCalls } from './calls.ts';
export type { GongCallFacts, GongCrmContext, GongExtensiveCall, GongParty } from './call-schemas.ts';
export { createGongClient, type GongClient, type GongClientOptions } from './client.ts';
export { GONG_CONTENT, GONG_INTERACTION, type GongSelection } from './content-selector.ts';
export { GONG_ERROR_CODES, GongError, type GongErrorCode } from './errors.ts';
export type { GongPage, UnreadableItem } from './page.ts';
export type { GongMonologue, GongSentence, GongTranscript, GongTranscripts } from './transcripts.ts';
export { type CallOptions, GONG_FAMILY, type GongHttpOptions } from './transport.ts';
export type { GongUser, GongUsers } from './users.ts';
export type { GongWorkspace, GongWorkspaces } from './workspaces.ts';
