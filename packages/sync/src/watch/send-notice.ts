import { NOTICE_TRIES, noticeWaitMs } from '@handrail/core';
import type { NoticeId, WorkspaceId } from '@handrail/core';
import {
  createNotice,
  findAlarm,
  findAlarmWebhook,
  findNotice,
  getWorkspace,
  settleNotice,
} from '@handrail/database';
import type { AlarmNoticeRow, AlarmRow, NoticeResult } from '@handrail/database';
import { createHttpClient, OutsideError } from '@handrail/http';
import type { HttpReply, RetryPolicy, Verdict } from '@handrail/http';
import { SyncError } from '../errors.ts';
import { failureOf } from '../failure.ts';
import { networkOf } from '../vendors.ts';
import type { Vendors } from '../vendors.ts';
import { openAlarmWebhook, signNotice } from './alarm-webhook.ts';
import type { AlarmWebhook } from './alarm-webhook.ts';
import { enqueueNotice } from './notice-queue.ts';
import type { NoticeJob } from './notice-queue.ts';

const TIMEOUT_MS = 10_000;
const MAX_REPLY_BYTES = 64 * 1024;
/** A job may come this much before its time by the engine's clock, in ms. */
const EARLY_MS = 5_000;
/** Tries are spread over hours by the queue, not repeated at once: retries live in one layer. */
const once: RetryPolicy = { maxTries: 1, baseMs: 1, capMs: 1, maxWaitMs: 0, totalMs: TIMEOUT_MS };

/** What notices are sent with. */
export interface NoticeParts {
  readonly vendors: Vendors;
  /** Where the link of a notice leads; null when nobody knows. */
  readonly linkOrigin: string | null;
}

/**
 * Sends one notice that is due and keeps what came of it; one that failed is ordered again, later each time. At least
 * once: a receiver tells repeats by the notice's id.
 */
export async function sendNotice(parts: NoticeParts, job: NoticeJob, signal: AbortSignal): Promise<void> {
  const { vendors } = parts;
  const workspace = vendors.database.workspace(job.workspaceId);
  const notice = await workspace.transaction((tx) => findNotice(tx, job.noticeId));
  const now = vendors.outgoing.clock.now();
  if (notice?.state !== 'waiting' || notice.next_try_at.getTime() > now.getTime() + EARLY_MS) return;
  const result = await tryNotice(parts, job.workspaceId, notice, signal);
  if (signal.aborted && result.code === 'http_cancelled') return;
  await workspace.transaction(async (tx) => {
    const settled = await settleNotice(tx, notice.id, result);
    if (settled?.state !== 'waiting') return;
    await enqueueNotice(tx, settled, settled.next_try_at.getTime() - result.triedAt.getTime());
  });
}

/** Sends a notice that says only that it is a test, now and once. Answers what came of it. Throws webhook_missing. */
export async function sendTestNotice(
  parts: NoticeParts,
  workspaceId: WorkspaceId,
  signal: AbortSignal,
): Promise<AlarmNoticeRow> {
  const { database, outgoing } = parts.vendors;
  const workspace = database.workspace(workspaceId);
  const notice = await workspace.transaction(async (tx) => {
    // Nothing is noted as not sent where nothing could be.
    if ((await findAlarmWebhook(tx)) === undefined) throw webhookMissing();
    return createNotice(tx, { alarmId: null, event: 'test', now: outgoing.clock.now() });
  });
  const result = await tryNotice(parts, workspaceId, notice, signal);
  const state = result.state === 'waiting' ? 'failed' : result.state;
  const settled = await workspace.transaction((tx) => settleNotice(tx, notice.id, { ...result, state }));
  if (settled !== undefined && settled.state !== 'dropped') return settled;
  throw webhookMissing();
}

function webhookMissing(): SyncError {
  return new SyncError({
    code: 'webhook_missing',
    message: 'No webhook is set.',
    remedy: 'Set one under Settings > Alarms.',
  });
}

async function tryNotice(
  { vendors, linkOrigin }: NoticeParts,
  workspaceId: WorkspaceId,
  notice: AlarmNoticeRow,
  signal: AbortSignal,
): Promise<NoticeResult> {
  const { database, secretKey, outgoing } = vendors;
  const triedAt = outgoing.clock.now();
  const settled = { triedAt, nextTryAt: triedAt };
  try {
    const { webhook, alarm, name } = await database.workspace(workspaceId).transaction(async (tx) => ({
      webhook: await openAlarmWebhook(tx, { secretKey, allowOrigins: outgoing.allowOrigins }),
      alarm: notice.alarm_id === null ? undefined : await findAlarm(tx, notice.alarm_id),
      name: (await getWorkspace(tx)).name,
    }));
    if (webhook === undefined) return { ...settled, state: 'dropped', status: null, code: null };
    const content = noticeContent(notice, alarm, { workspaceId, name, linkOrigin });
    const reply = await post(vendors, webhook, { id: notice.id, content, at: triedAt }, signal);
    return { ...settled, state: 'delivered', status: reply.status, code: null };
  } catch (thrown) {
    const { code, retryAfterMs } = failureOf(thrown);
    const status = thrown instanceof OutsideError ? thrown.status : null;
    const tries = notice.attempts + 1;
    if (tries >= NOTICE_TRIES) return { ...settled, state: 'failed', status, code };
    const nextTryAt = new Date(triedAt.getTime() + noticeWaitMs(tries, retryAfterMs));
    return { triedAt, nextTryAt, state: 'waiting', status, code };
  }
}

/** What leaves the house: ids, names of kinds, our own sentences and times; no content, no vendor's words. */
function noticeContent(
  notice: AlarmNoticeRow,
  alarm: AlarmRow | undefined,
  place: { readonly workspaceId: WorkspaceId; readonly name: string; readonly linkOrigin: string | null },
): object {
  const about =
    alarm === undefined
      ? { kind: 'test', title: 'This is a test of the alarm webhook.', remedy: 'Nothing to do.' }
      : {
          alarmId: alarm.id,
          kind: alarm.kind,
          subject: alarm.subject,
          code: alarm.code,
          title: alarm.title,
          remedy: alarm.remedy,
          openedAt: alarm.opened_at.toISOString(),
          endedAt: alarm.ended_at?.toISOString() ?? null,
        };
  return {
    noticeId: notice.id,
    event: notice.event,
    at: notice.created_at.toISOString(),
    workspace: { id: place.workspaceId, name: place.name },
    alarm: about,
    link: place.linkOrigin === null ? null : `${place.linkOrigin}/sync`,
    // Chat services show this part of a webhook by itself.
    text: `${place.name}: ${about.title}${notice.event === 'ended' ? ' (over)' : ''}`,
  };
}

async function post(
  { outgoing }: Vendors,
  webhook: AlarmWebhook,
  notice: { readonly id: NoticeId; readonly content: object; readonly at: Date },
  signal: AbortSignal,
): Promise<HttpReply> {
  const client = createHttpClient({
    origin: webhook.origin,
    ...networkOf(outgoing),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_REPLY_BYTES,
    maxConnections: 1,
    retry: once,
    judge: judgeReceiver,
    // The address may carry a key in its path or parameters.
    secrets: [webhook.signingKey, ...Object.values(webhook.query)],
  });
  try {
    return await client.request({
      method: 'POST',
      path: webhook.path,
      query: webhook.query,
      json: notice.content,
      headers: {
        'handrail-notice-id': notice.id,
        'handrail-signature': signNotice(JSON.stringify(notice.content), webhook.signingKey, notice.at),
      },
      repeatable: true,
      anyBody: true,
      signal,
    });
  } finally {
    await client.close();
  }
}

/** Only a 2xx says that the notice has arrived. */
function judgeReceiver(reply: HttpReply): Verdict {
  const { status, requestId, retryAfterMs } = reply;
  if (status >= 200 && status < 300) return 'ok';
  const text = `The receiver of alarms answered with status ${status}.`;
  const error = new OutsideError('webhook_refused', text, {
    outcome: 'refused',
    status,
    requestId,
    retryAfterMs,
  });
  return { error, retry: false };
}
