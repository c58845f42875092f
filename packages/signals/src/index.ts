/**
 * What Handrail computes from what it read: summaries of meetings, scores of accounts. The rules are pure functions;
 * reading and storing go through `@handrail/database`. Nothing here talks to a vendor: what must go out is written to
 * the outbox, and `sync` delivers it.
 */
export type { ActionItem, Claim, Evidence } from './claim.ts';
export {
  type MeetingSummary,
  type MeetingToSummarize,
  SUMMARY_ALGORITHM,
  summarizeMeeting,
} from './meeting-summary.ts';
export { meanSentiment, scoreSentiment, type Tone, toneOf } from './sentiment.ts';
export { markTurns } from './mark-turns.ts';
export type { Topic } from './topics.ts';
export { hasInvisible, type Side, SIDES, stripInvisible, type Turn } from './transcript.ts';
export { measureBaseline, measureEngagement, type MeetingAttendance } from './engagement.ts';
export type { Compared, EngagementFigures, HealthInputs, ScoredPart } from './health-inputs.ts';
export { HEALTH_ALGORITHM, type HealthScore, scoreHealth } from './health-score.ts';
export { labelFor } from './combine-parts.ts';
export { readHealthInputs, readScoredParts, rebuildScore } from './rebuild-score.ts';
export { type HealthReplay, replayHealth } from './replay-health.ts';
export { type HealthChange, INPUT_NAMES, subtractHealth } from './subtract-health.ts';
export { figuresOf } from './top-cause.ts';
export { addSummaryPart, correctSummary, restoreSummaryPart } from './correct-summary.ts';
export { readRemovedParts } from './removed-parts.ts';
export { createSignals } from './compute-signals.ts';
export { scoreAccounts, type Scored } from './score-accounts.ts';
export { SIGNALS_ERROR_CODES, SignalsError } from './errors.ts';
export { MODEL_SECRET_PURPOSE, type ModelDoor, openModelSettings, storedCaps } from './model.ts';
export { checkModelAddress } from './model/model-client.ts';
export { tryModel } from './model/try-model.ts';
export { orderActivities, orderEarlier } from './order-activities.ts';
export type { SignalsOutcome, SignalsSlice } from './compute-signals.ts';
export { SIMULATION_KINDS, simulateAttribution } from './simulate-attribution.ts';
export type { SimulatedMeeting, Simulation, SimulationKind } from './simulate-attribution.ts';
