// The engine: connections, inbound streams, outgoing passes, the schedule and the one table of failures. It reads
// and writes through `database`, lets `core` decide, and speaks to vendors through their clients.
export { SYNC_ERROR_CODES, SyncError } from './errors.ts';
export type { SyncErrorCode } from './errors.ts';
export { FAILURES, failureOf } from './failure.ts';
export type { Failure } from './failure.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export type { OutgoingSettings, Vendors } from './vendors.ts';
export { checkConnection, connectGainsight, connectGong } from './connect.ts';
export type { GainsightAddress, Reached } from './connect.ts';
export { readConfiguration } from './configuration.ts';
export { arrangeStreams } from './arrange-streams.ts';
export { nextSlot, offsetOf, queueRun, runSchedule } from './schedule.ts';
export { runSlice, SLICE_QUEUE } from './inbound/run-stream.ts';
export type { RunEngine, SliceJob } from './inbound/run-stream.ts';
export { SLICE_MS } from './inbound/stream.ts';
export type { Slice, SliceOutcome, Stream, Withheld } from './inbound/stream.ts';
export { createAccountsStream } from './inbound/streams/accounts.ts';
export { createMeetingsStream } from './inbound/streams/meetings.ts';
export { importMeetings } from './inbound/import-meetings.ts';
export type { ImportOutcome } from './inbound/import-meetings.ts';
export { decideWithheld } from './approve-exits.ts';
export { previewWriteback } from './preview-writeback.ts';
export type { WritebackPreview } from './preview-writeback.ts';
export { createTimelinePass } from './writeback/timeline-pass.ts';
export { createValuesPass } from './writeback/field-values.ts';
