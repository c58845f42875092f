import {
  acknowledgeAlarm,
  getAlarmWebhook,
  listAlarms,
  removeAlarmWebhook,
  setAlarmKinds,
  setAlarmWebhook,
  testAlarmWebhook,
} from '@handrail/contract';
import type { AlarmWebhook, RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Alarms that are over, newest first, 20 a page. */
export function useEndedAlarms() {
  const client = useClient();
  return usePagedList({
    key: [...keys.alarms, 'ended'],
    read: (start, signal) =>
      client.call(listAlarms, { query: { state: 'ended', limit: 20, ...start } }, { signal }),
  });
}

/** Says that somebody has seen an alarm. */
export function useAcknowledgeAlarm() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(acknowledgeAlarm, { params: { id } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.status }),
  });
}

/** Where alarms are told and what came of the last notices, asked again every 5 s. */
export function useAlarmWebhook() {
  const client = useClient();
  return useQuery({
    queryKey: keys.alarmWebhook,
    queryFn: ({ signal }) => client.call(getAlarmWebhook, {}, { signal }),
    refetchInterval: 5_000,
  });
}

/** Sets the address; its reply is the only place where the signing key is shown. */
export function useSetAlarmWebhook() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof setAlarmWebhook>['body']) => client.call(setAlarmWebhook, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.alarmWebhook }),
    // The secret stays in no cache once the screen has left it.
    gcTime: 0,
  });
}

/** Chooses of which kinds the webhook is told. */
export function useSetAlarmKinds() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (kinds: AlarmWebhook['kinds']) => client.call(setAlarmKinds, { body: { kinds } }),
    onSuccess: (webhook) => cache.setQueryData(keys.alarmWebhook, webhook),
  });
}

/** Forgets the webhook and its keys. */
export function useRemoveAlarmWebhook() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(removeAlarmWebhook, {}),
    onSuccess: (webhook) => cache.setQueryData(keys.alarmWebhook, webhook),
  });
}

/** Sends a test notice and answers what came of it. */
export function useTestAlarmWebhook() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(testAlarmWebhook, {}),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.alarmWebhook }),
  });
}
