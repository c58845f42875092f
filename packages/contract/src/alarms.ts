import { ALARM_KINDS, NOTICE_EVENTS } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** Something that is wrong, or was: what, since when, why, and what to do. */
export const alarmSchema = z.object({
  id: z.string(),
  kind: z.enum(ALARM_KINDS),
  subject: z.string(),
  code: z.string(),
  title: z.string(),
  cause: z.string(),
  remedy: z.string(),
  openedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  acknowledgedAt: instantSchema.nullable(),
});
export type Alarm = z.infer<typeof alarmSchema>;

export const listAlarms = endpoint({
  name: 'listAlarms',
  method: 'GET',
  path: '/api/v1/alarms',
  summary: 'Alarms, newest first: open ones, ended ones or all',
  action: 'read',
  showsContent: false,
  query: pageQuerySchema.extend({ state: z.enum(['open', 'ended']).optional() }),
  reply: pageOf(alarmSchema),
});
export const acknowledgeAlarm = endpoint({
  name: 'acknowledgeAlarm',
  method: 'POST',
  path: '/api/v1/alarms/:id/acknowledge',
  summary: 'Say that somebody has seen an alarm; it stays open until its cause is gone',
  action: 'sync',
  showsContent: false,
  params: idParamsSchema,
  reply: alarmSchema,
});

/** One thing that the webhook was told, or is to be told. */
export const noticeSchema = z.object({
  id: z.string(),
  event: z.enum(NOTICE_EVENTS),
  /** Title of its alarm; null for a test. */
  title: z.string().nullable(),
  state: z.enum(['waiting', 'delivered', 'failed', 'dropped']),
  attempts: z.number().int(),
  createdAt: instantSchema,
  triedAt: instantSchema.nullable(),
  nextTryAt: instantSchema.nullable(),
  /** HTTP status of the last reply, null without one. */
  status: z.number().int().nullable(),
  code: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where alarms are told. The address itself is kept like a key and never shown. */
export const alarmWebhookSchema = z.object({
  origin: z.string().nullable(),
  kinds: z.array(z.enum(ALARM_KINDS)),
  setAt: instantSchema.nullable(),
  notices: z.array(noticeSchema),
});
export type AlarmWebhook = z.infer<typeof alarmWebhookSchema>;

export const getAlarmWebhook = endpoint({
  name: 'getAlarmWebhook',
  method: 'GET',
  path: '/api/v1/alarm-webhook',
  summary: 'Where alarms are told, of which kinds, and what came of the last notices',
  action: 'read-settings',
  showsContent: false,
  reply: alarmWebhookSchema,
});
export const setAlarmWebhook = endpoint({
  name: 'setAlarmWebhook',
  method: 'PUT',
  path: '/api/v1/alarm-webhook',
  summary: 'Set the address of the webhook; the reply shows its signing key this once',
  action: 'change-settings',
  showsContent: false,
  showsSecret: true,
  needsFreshSignIn: true,
  body: z.strictObject({ url: z.string().min(1).max(2_000), kinds: z.array(z.enum(ALARM_KINDS)).min(1) }),
  reply: alarmWebhookSchema.extend({ signingKey: z.string() }),
});
export const setAlarmKinds = endpoint({
  name: 'setAlarmKinds',
  method: 'PUT',
  path: '/api/v1/alarm-webhook/kinds',
  summary: 'Choose of which kinds of alarms the webhook is told',
  action: 'change-settings',
  showsContent: false,
  body: z.strictObject({ kinds: z.array(z.enum(ALARM_KINDS)).min(1) }),
  reply: alarmWebhookSchema,
});
export const removeAlarmWebhook = endpoint({
  name: 'removeAlarmWebhook',
  method: 'DELETE',
  path: '/api/v1/alarm-webhook',
  summary: 'Forget the webhook and its keys',
  action: 'change-settings',
  showsContent: false,
  reply: alarmWebhookSchema,
});
export const testAlarmWebhook = endpoint({
  name: 'testAlarmWebhook',
  method: 'POST',
  path: '/api/v1/alarm-webhook/test',
  summary: 'Send a test notice now, and answer what came of it',
  action: 'change-settings',
  showsContent: false,
  reply: noticeSchema,
});
