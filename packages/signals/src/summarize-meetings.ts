import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '@handrail/core';
import type { MeetingId } from '@handrail/core';
import {
  countModelFallback,
  getWorkspace,
  dismissHeldAnswersOf,
  findMeeting,
  holdAnswer,
  insertSummary,
  listCorrections,
  listFallbackSummaries,
  listTurns,
  listUnsummarized,
  noteFallbackAgain,
  noteLanguageModel,
  readSummaries,
  renewSummary,
  settleSummaryRequest,
} from '@handrail/database';
import type {
  LanguageModelRow,
  NewActionItem,
  NewClaim,
  TurnRow,
  UnsummarizedMeeting,
  WholeSummary,
  WorkspaceTransaction,
} from '@handrail/database';
import type { Claim } from './claim.ts';
import { applyCorrections, newParts } from './corrected-parts.ts';
import type { SummaryParts } from './corrected-parts.ts';
import { measureMeeting } from './measure-meeting.ts';
import { SUMMARY_ALGORITHM, summarizeMeeting } from './meeting-summary.ts';
import type { MeetingSummary, MeetingToSummarize } from './meeting-summary.ts';
import { awayFallback, openModelSettings, storedCaps, summarizeThroughModel } from './model.ts';
import type { MadeSummary, ModelDoor } from './model.ts';
import type { ModelSettings } from './model/model-client.ts';
import { MODEL_SUMMARY_ALGORITHM } from './model/summarize-by-model.ts';
import type { Turn } from './transcript.ts';

/** What a pass sums meetings up with. */
export interface Summarizing {
  readonly timeZone: string;
  /** Null: there is no way to a model, whatever is set. */
  readonly door: ModelDoor | null;
  readonly clock: { now(): Date };
  readonly signal: AbortSignal;
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  /** Runs in the transaction that stores a summary. */
  afterStored(tx: WorkspaceTransaction, id: MeetingId, now: Date): Promise<void>;
}

/** Minutes for which a model that gave no answer is left alone. */
const AWAY_MINUTES = 5;

interface Subject {
  readonly meeting: UnsummarizedMeeting;
  readonly turns: readonly Turn[];
}

/** What a summary says, and what it was made with. */
interface Made extends SummaryParts {
  readonly language: string | null;
  readonly languageNote: string | null;
  readonly model: string | null;
  readonly fallbackCode: string | null;
}

interface Model {
  readonly row: LanguageModelRow;
  readonly settings: ModelSettings;
}

/**
 * Sums up the next meeting whose summary was asked for, or that has a transcript and none, with what people corrected
 * in earlier ones; false when there is none. A model is asked between two transactions, never within one.
 */
export async function summarizeNext(summarizing: Summarizing): Promise<boolean> {
  const { transaction, door, timeZone } = summarizing;
  const next = await transaction(async (tx) => {
    const [meeting] = await listUnsummarized(tx, [SUMMARY_ALGORITHM, MODEL_SUMMARY_ALGORITHM], 1);
    if (meeting === undefined) return 'none';
    const subject = { meeting, turns: (await listTurns(tx, meeting.id)).map(toTurn) };
    const model = door === null ? null : await openModelSettings(tx, door);
    if (door !== null && model !== null) return { subject, model, door };
    const summary = summarizeMeeting(toSummarize(subject, timeZone));
    await store(tx, summarizing, subject, { summary, model: null, fallback: null });
    return 'made';
  });
  if (next === 'none') return false;
  if (next === 'made') return true;
  const { subject, model } = next;
  const made = await askModel(summarizing, subject, model, next.door);
  await transaction((tx) => keep(tx, summarizing, subject, made, model));
  return true;
}

async function keep(
  tx: WorkspaceTransaction,
  summarizing: Summarizing,
  subject: Subject,
  made: MadeSummary,
  model: Model,
): Promise<void> {
  const { id, transcript_hash: hash } = subject.meeting;
  // What was said may have been read anew while the model thought: then this is of no use, and made again.
  const present = await findMeeting(tx, id);
  if (present?.state !== 'transcribed' || present.transcript_hash !== hash) return;
  await store(tx, summarizing, subject, made);
  if (made.fallback !== null)
    await countModelFallback(tx, dayOf(summarizing.clock.now(), summarizing.timeZone));
  await noteOutcome(tx, summarizing, id, model, made.fallback);
}

/** Failed tries after which a pass leaves it to the next one. */
const MAX_FAILED = 3;
/** Meetings that are looked up at once. */
const FALLBACKS_AT_ONCE = 50;

/**
 * Has the model write what it could not before, newest meeting first, until all is written, a model gives no answer or
 * three meetings fail again; what fails again leaves its summary as it is. Stops early once `isOver`.
 */
export async function askModelAgain(summarizing: Summarizing, isOver: () => boolean): Promise<void> {
  const { transaction, door } = summarizing;
  if (door === null) return;
  const tried: MeetingId[] = [];
  let failed = 0;
  for (;;) {
    const waiting = await transaction(async (tx) =>
      (await modelToAsk(tx, summarizing, door)) === null
        ? []
        : listFallbackSummaries(tx, { tried, limit: FALLBACKS_AT_ONCE }),
    );
    if (waiting.length === 0) return;
    for (const meeting of waiting) {
      if (isOver() || failed >= MAX_FAILED) return;
      tried.push(meeting.id);
      const outcome = await writeAgain(summarizing, door, meeting);
      if (outcome === 'stop') return;
      if (outcome === 'failed') failed += 1;
    }
  }
}

/** The model, where it may be asked now: none while everything outgoing is paused, or while it is left alone. */
async function modelToAsk(
  tx: WorkspaceTransaction,
  { clock }: Summarizing,
  door: ModelDoor,
): Promise<Model | null> {
  const model = await openModelSettings(tx, door);
  const until = model?.row.away_until ?? null;
  const isPaused = (await getWorkspace(tx)).outgoing_paused_at !== null;
  return isPaused || (until !== null && until > clock.now()) ? null : model;
}

async function writeAgain(
  summarizing: Summarizing,
  door: ModelDoor,
  meeting: UnsummarizedMeeting,
): Promise<'written' | 'failed' | 'stop'> {
  const { transaction } = summarizing;
  const { id } = meeting;
  const next = await transaction(async (tx) => {
    const model = await modelToAsk(tx, summarizing, door);
    return model === null ? null : { model, turns: (await listTurns(tx, id)).map(toTurn) };
  });
  if (next === null) return 'stop';
  const subject = { meeting, turns: next.turns };
  const made = await askModel(summarizing, subject, next.model, door);
  const { fallback } = made;
  await transaction(async (tx) => {
    if (fallback === null) return keep(tx, summarizing, subject, made, next.model);
    await noteFallbackAgain(tx, id, fallback.code);
    await noteOutcome(tx, summarizing, id, next.model, fallback);
  });
  if (fallback === null) return 'written';
  return fallback.isAway || fallback.code === 'model_cap_reached' ? 'stop' : 'failed';
}

async function askModel(
  { transaction, timeZone, clock, signal }: Summarizing,
  subject: Subject,
  { row, settings }: Model,
  { network }: ModelDoor,
): Promise<MadeSummary> {
  const now = clock.now();
  const meeting = toSummarize(subject, timeZone);
  if (row.away_until !== null && row.away_until > now)
    return { summary: summarizeMeeting(meeting), model: null, fallback: awayFallback() };
  const caps = storedCaps(transaction, dayOf(now, timeZone));
  return summarizeThroughModel(meeting, { settings, network, caps, signal });
}

async function store(
  tx: WorkspaceTransaction,
  { clock, afterStored }: Summarizing,
  { meeting, turns }: Subject,
  { summary, model, fallback }: MadeSummary,
): Promise<void> {
  const now = clock.now();
  const corrections = await listCorrections(tx, meeting.id);
  const parts = { claims: toClaims(summary), actionItems: summary.actionItems.map(toActionItem) };
  const made: Made = {
    language: summary.language,
    languageNote: summary.languageNote,
    ...applyCorrections(parts, corrections),
    model,
    fallbackCode: fallback?.code ?? null,
  };
  const newest = (await readSummaries(tx, [meeting.id])).get(meeting.id);
  const isAsked = meeting.resummarize_at !== null;
  // A version that nobody asked for and that says what stands already would have the Timeline written anew for its number.
  if (!isAsked && newest !== undefined && isDeepStrictEqual(madeBefore(newest), made))
    await renewSummary(tx, newest.summary.id, summary.version);
  else {
    const isCorrected = corrections.length > 0;
    await insertSummary(tx, {
      meetingId: meeting.id,
      algorithm: summary.version,
      ...made,
      isCorrected,
      now,
    });
  }
  await settleSummaryRequest(tx, meeting.id);
  await measureMeeting(tx, meeting.id, { turns, language: summary.language, corrections });
  await afterStored(tx, meeting.id, now);
}

function madeBefore({ summary, claims, actionItems }: WholeSummary): Made {
  return {
    language: summary.language,
    languageNote: summary.language_note,
    ...newParts({ claims, actionItems }),
    model: summary.model,
    fallbackCode: summary.fallback_code,
  };
}

/** What the call says of the model, and of the meeting that it was asked about. */
async function noteOutcome(
  tx: WorkspaceTransaction,
  { clock }: Summarizing,
  meetingId: MeetingId,
  { settings }: Model,
  fallback: MadeSummary['fallback'],
): Promise<void> {
  const now = clock.now();
  if (fallback === null) {
    await dismissHeldAnswersOf(tx, meetingId);
    return noteLanguageModel(tx, { at: now, failure: null, awayUntil: null });
  }
  const { code, message, answer, isAway } = fallback;
  if (answer !== null) {
    await holdAnswer(tx, {
      meeting_id: meetingId,
      model: settings.model,
      code,
      message,
      answer,
      held_at: now,
    });
  }
  // Of the model itself these say nothing.
  if (code === 'model_away' || code === 'model_paused') return;
  const awayUntil = isAway ? new Date(now.getTime() + AWAY_MINUTES * 60_000) : null;
  await noteLanguageModel(tx, { at: now, failure: { code, message }, awayUntil });
}

function toSummarize({ meeting, turns }: Subject, timeZone: string): MeetingToSummarize {
  return { turns, language: meeting.language, startedAt: meeting.started_at, timeZone };
}

function toTurn(row: TurnRow): Turn {
  return {
    index: row.turn,
    speaker: row.speaker,
    side: row.side,
    text: row.text,
    startMs: row.start_ms,
    endMs: row.end_ms,
  };
}

function toClaims(summary: MeetingSummary): NewClaim[] {
  const claims = (kind: NewClaim['kind'], list: readonly Claim[]) =>
    list.map(({ text, evidence }) => ({
      kind,
      text,
      turn: evidence.turn,
      quote: evidence.quote,
      start_ms: evidence.startMs,
      sentiment: null,
      added_by: null,
    }));
  return [
    ...claims('headline', summary.headline === null ? [] : [summary.headline]),
    ...claims('point', summary.points),
    ...claims('decision', summary.decisions),
    ...claims('risk', summary.risks),
    ...claims('ask', summary.asks),
    ...summary.topics.map(({ topic, sentiment, evidence }) => ({
      kind: 'topic' as const,
      text: topic,
      turn: evidence.turn,
      quote: evidence.quote,
      start_ms: evidence.startMs,
      sentiment,
      added_by: null,
    })),
  ];
}

function toActionItem(item: MeetingSummary['actionItems'][number]): NewActionItem {
  return {
    text: item.text,
    owner: item.owner,
    due_on: item.due,
    side: item.side,
    turn: item.evidence.turn,
    quote: item.evidence.quote,
    start_ms: item.evidence.startMs,
    state: 'open',
    added_by: null,
  };
}
