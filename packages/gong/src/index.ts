/**
 * Client for Gong's API v2 in Gong's own words: calls, parties, transcripts, users, workspaces. It reads only, and
 * it knows nothing of our meetings. Ids are strings; transcript times are milliseconds, durations seconds.
 */
export { MAX_CALL_IDS } from './batches.ts';
export type {
  GongCallFacts,
  GongCallIds,
  GongCalls,
  GongCrmContext,
  GongExtensiveCall,
  GongParty,
  GongPeriod,
} from './calls.ts';
export { createGongClient, type GongClient, type GongClientOptions } from './client.ts';
export { GONG_ERROR_CODES, GongError, type GongErrorCode } from './errors.ts';
export type { GongPage, UnreadableItem } from './page.ts';
export type { GongMonologue, GongSentence, GongTranscript, GongTranscripts } from './transcripts.ts';
export { type CallOptions, GONG_FAMILY, type GongHttpOptions } from './transport.ts';
export type { GongUser, GongUsers } from './users.ts';
export type { GongWorkspace, GongWorkspaces } from './workspaces.ts';
